"""Sources and the chain of what relays what."""

from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quotes import workflow
from quotes.admin import searching, vault
from quotes.admin.base import HistoryAdmin
from quotes.admin.desk.counts import limited_count, shown_count
from quotes.models import Source
from quotes.roles import may
from quotes.workflow.vault import why_kept


class SourceForm(forms.ModelForm):
    """A source; what it relays must not lead back to it, and terms are approved."""

    class Meta:
        model = Source
        exclude = ()  # noqa: DJ006 - the admin names the fields

    def clean_relays(self):
        relays = self.cleaned_data["relays"]
        workflow.demand_no_cycle(self.instance, relays)
        return relays

    def clean(self):
        """Let the workflow approve the terms: in the name of who sets them."""
        cleaned = super().clean()
        if "terms" in self.fields and "terms" in cleaned:
            try:
                # Sets the columns; what is not changed keeps who approved it.
                workflow.approve_terms(
                    self.instance,
                    by=self.user,
                    terms=cleaned["terms"],
                    reason=cleaned.get("terms_reason", ""),
                )
            except workflow.WorkflowError as refusal:
                needs_reason = refusal.code == "reason_needed"
                self.add_error("terms_reason" if needs_reason else "terms", refusal)
        return cleaned

    #: Set by the admin: who fills it in.
    user = None


@admin.register(Source)
class SourceAdmin(HistoryAdmin):
    """Where the newsroom has its statements from."""

    form = SourceForm
    list_display = ("name", "kind", "publisher", "dated_on", "terms", "relays")
    list_filter = ("kind", "terms")
    list_select_related = ("relays",)
    sortable_by = ("name",)
    search_fields = ("name",)
    search_help_text = gettext_lazy(
        "Words of the name, the publisher or an address, or how they begin."
    )
    autocomplete_fields = ("relays",)
    readonly_fields = ("public_id", "chain", "terms_approved_by", "shown_vault")
    _RECORD = (
        None,
        {
            "fields": (
                ("kind", "language"),
                "name",
                ("publisher", "dated_on"),
                "url",
                "archived_url",
                "relays",
                "chain",
                "public_id",
            )
        },
    )

    def get_fieldsets(self, request, obj=None):
        """Without the vault before there is a source to stand behind."""
        why = _("Terms are approved in the name of who sets them, and only so.")
        if not may(request.user, "approve_terms"):
            why = _(
                "Setting terms takes the role of a verifier, who approves them: ask one. "
                "Until then a source is on the record."
            )
        terms = {
            "fields": ("terms", "terms_reason", "terms_approved_by"),
            "description": why,
        }
        found = [self._RECORD, (_("On what terms"), terms)]
        if obj is not None:
            found.append((_("Identity (vault)"), {"fields": ("shown_vault",)}))
        return found

    def get_readonly_fields(self, request, obj=None):
        barred = () if may(request.user, "approve_terms") else ("terms", "terms_reason")
        return (*super().get_readonly_fields(request, obj), *barred)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.user = request.user
        return form

    def streams(self, rows, term):
        return [
            searching.by_public_id(rows, term, "public_id"),
            searching.by_name(rows, term),
        ]

    def get_urls(self):
        return vault.paths(self) + super().get_urls()

    def get_object(self, request, object_id, from_field=None):
        """With who looks at it: what they see of the vault follows from their role."""
        source = super().get_object(request, object_id, from_field)
        if source is not None:
            source.seen_by = request.user
        return source

    @admin.display(description=gettext_lazy("who stands behind it"))
    def shown_vault(self, source):
        """Whether somebody is sealed, who did what and when; never who it is."""
        return vault.section(source, source.seen_by)

    @admin.display(description=gettext_lazy("chain"))
    def chain(self, source):
        """The way outward to the speaker, nearest first."""
        if source.pk is None:
            return "–"
        return " → ".join(str(step) for step in source.chain())

    def why_not_deleted(self, request, obj):
        quotes = limited_count(obj.quotes)
        if quotes or obj.publication_rows.exists():
            why = _(
                "Statements name this source (%(count)s), and reviews keep it. Give "
                "those statements another source on their own pages."
            ) % {"count": shown_count(quotes)}
            used = reverse("admin:quotes_quote_changelist")
            return why, [
                (_("See these statements"), f"{used}?source__id__exact={obj.pk}")
            ]
        if obj.relayed_by.exists():
            why = _("This source is relayed (%(names)s): change that first.") % {
                "names": ", ".join(str(row) for row in obj.relayed_by.all()[:5])
            }
            return why, []
        if kept := why_kept(obj):
            return kept, []
        return None
