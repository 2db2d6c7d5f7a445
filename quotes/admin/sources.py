"""Sources and the chain of what relays what."""

from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quotes import workflow
from quotes.admin.base import HistoryAdmin
from quotes.models import Source


class SourceForm(forms.ModelForm):
    """A source; what it relays must not lead back to it."""

    class Meta:
        model = Source
        exclude = ()  # noqa: DJ006 - the admin names the fields

    def clean_relays(self):
        relays = self.cleaned_data["relays"]
        workflow.demand_no_cycle(self.instance, relays)
        return relays


@admin.register(Source)
class SourceAdmin(HistoryAdmin):
    """Where the newsroom has its statements from."""

    form = SourceForm
    list_display = ("name", "kind", "publisher", "dated_on", "terms", "relays")
    list_filter = ("kind", "terms")
    list_select_related = ("relays",)
    search_fields = ("name", "publisher", "url", "public_id")
    search_help_text = gettext_lazy("Words of the name, the publisher, or an address.")
    autocomplete_fields = ("relays", "terms_approved_by")
    readonly_fields = ("public_id", "chain")
    fieldsets = (
        (
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
        ),
        (
            gettext_lazy("On what terms"),
            {"fields": ("terms", "terms_reason", "terms_approved_by")},
        ),
    )

    @admin.display(description=gettext_lazy("chain"))
    def chain(self, source):
        """The way outward to the speaker, nearest first."""
        if source.pk is None:
            return "–"
        return " → ".join(str(step) for step in source.chain())

    def why_not_deleted(self, request, obj):
        quotes = obj.quotes.count()
        if quotes or obj.publication_rows.exists():
            why = _(
                "Statements name this source (%(count)d), and reviews keep it. Give "
                "those statements another source on their own pages."
            ) % {"count": quotes}
            used = reverse("admin:quotes_quote_changelist")
            return why, [
                (_("See these statements"), f"{used}?source__id__exact={obj.pk}")
            ]
        if obj.relayed_by.exists():
            why = _("This source is relayed (%(names)s): change that first.") % {
                "names": ", ".join(str(row) for row in obj.relayed_by.all()[:5])
            }
            return why, []
        return None
