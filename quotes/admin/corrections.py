"""Corrections: drafted from a quote's page, signed by another, then frozen."""

from django import forms
from django.contrib import admin
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quotes import workflow
from quotes.admin import correction_steps
from quotes.admin.base import NewsroomAdmin
from quotes.admin.notices import first_wording
from quotes.admin.statements import who
from quotes.models import Correction, Quote
from quotes.roles import may
from quotes.vocabulary import CorrectionClass, ErrorKind, Rank
from quotes.workflow.corrections import EDITABLE


class CorrectionForm(forms.ModelForm):
    """What was shown, what is right, and the notice."""

    class Meta:
        model = Correction
        fields = EDITABLE
        widgets = {
            name: forms.Textarea(attrs={"rows": rows, "class": "vLargeTextField"})
            for name, rows in (
                ("shown", 2),
                ("right", 2),
                ("notice", 4),
                ("delay_reason", 2),
            )
        }

    #: Set by the admin: the quote that a new correction is of.
    quote = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        quote = self.instance.quote if self.instance.pk else self.quote
        rows = quote.attributions.select_related("speaker", "mention")
        for name in ("wrong_attribution", "right_attribution"):
            if name in self.fields:
                self.fields[name].queryset = rows
                self.fields[name].label_from_instance = _attribution_label

    def fields_given(self):
        return {name: self.cleaned_data[name] for name in EDITABLE}


def _attribution_label(row):
    words = {"who": who(row), "rank": row.get_rank_display()}
    if row.mention is None or row.speaker is None:
        return _("%(who)s (%(rank)s)") % words
    words["mention"] = row.mention.exact
    return _("%(who)s, printed as “%(mention)s” (%(rank)s)") % words


@admin.register(Correction)
class CorrectionAdmin(NewsroomAdmin):
    """Notices; each goes through draft, signature and publication."""

    form = CorrectionForm
    change_form_template = "admin/quotes/correction_form.html"
    list_display = (
        "shown_notice",
        "correction_class",
        "error",
        "stage",
        "drafted_by",
        "signed_by",
        "published_at",
    )
    list_filter = ("correction_class", "error", "severity")
    list_select_related = ("drafted_by", "signed_by")
    search_fields = ("notice", "quote__words", "public_id", "quote__public_id")
    search_help_text = gettext_lazy("Words of the notice or of the quote, or an id.")
    fieldsets = (
        (None, {"fields": (("correction_class", "error", "severity"),)}),
        (
            gettext_lazy("What was shown, and what is right"),
            {
                "fields": (
                    ("shown", "right"),
                    "wrong_attribution",
                    "right_attribution",
                )
            },
        ),
        (gettext_lazy("What readers are told"), {"fields": ("notice", "delay_reason")}),
    )

    def get_urls(self):
        steps = ("sign", "publish", "discard")
        return [
            path(
                f"<int:correction_id>/{step}/",
                self.admin_site.admin_view(self._step(step)),
                name=f"quotes_correction_{step}",
            )
            for step in steps
        ] + super().get_urls()

    def _step(self, step):
        def view(request, correction_id):
            return correction_steps.step_view(self, request, correction_id, step)

        return view

    @admin.display(description=gettext_lazy("notice"), ordering="notice")
    def shown_notice(self, correction):
        return Truncator(correction.notice).chars(90)

    @admin.display(description=gettext_lazy("stage"))
    def stage(self, correction):
        return correction_steps.stage_of(correction)

    def has_add_permission(self, request):
        """Drafted from a quote's page alone, which names the quote in the address."""
        return "quote" in request.GET and may(request.user, "draft_correction")

    def has_change_permission(self, request, obj=None):
        if not may(request.user, "draft_correction"):
            return False
        if obj is None:
            return True
        return not obj.is_published and obj.drafted_by_id == request.user.pk

    def has_delete_permission(self, request, obj=None):
        """Drafts are discarded with a reason; what is published stays."""
        return False

    def add_view(self, request, form_url="", extra_context=None):
        quote = self._quote_of(request)
        if quote is None or not quote.publications.exists():
            self.told(
                request,
                _(
                    "A correction is drafted on the page of a quote that readers have "
                    "seen: choose the quote."
                ),
                error=True,
            )
            return redirect("admin:quotes_quote_changelist")
        return super().add_view(request, form_url, extra_context)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is None:
            form = type(form.__name__, (form,), {"quote": self._quote_of(request)})
        return form

    def get_changeform_initial_data(self, request):
        return first_draft(self._quote_of(request), request.GET.get("error", ""))

    def save_model(self, request, obj, form, change):
        given = form.fields_given()
        if change:
            saved = workflow.edit_correction(obj, by=request.user, fields=given)
        else:
            saved = workflow.draft_correction(
                self._quote_of(request), by=request.user, fields=given
            )
        obj.__dict__.update(saved.__dict__)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        quote = self._quote_of(request) if obj is None else obj.quote
        context["quote"] = quote
        context["show_save_and_add_another"] = False
        if obj is not None:
            stored = Correction.objects.get(pk=obj.pk)
            context["correction"] = stored
            context["steps"] = correction_steps.steps_for(stored, request.user)
            context["no_form"] = correction_steps.why_no_form(stored, request.user)
        else:
            context["starts"] = [
                (error.label, f"?quote={quote.pk}&error={error.value}")
                for error in ErrorKind
            ]
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def response_add(self, request, obj, post_url_continue=None):
        self.told(request, _("Drafted. Somebody else has to sign it."))
        return redirect(reverse("admin:quotes_correction_change", args=[obj.pk]))

    def _quote_of(self, request):
        """Return the quote that the address names, or None."""
        key = request.GET.get("quote", "")
        if not (key.isascii() and key.isdecimal() and len(key) < 19):
            return None
        return Quote.objects.select_related("article").filter(pk=key).first()


def first_draft(quote, error):
    """Return what a draft starts with: the last attribution found wrong, its notice."""
    rows = list(
        quote.attributions.select_related("speaker", "mention").order_by("number")
    )
    wrong = next((r for r in reversed(rows) if r.rank == Rank.DEPRECATED), None)
    right = next((r for r in rows if r.rank == Rank.PREFERRED), None)
    if error not in ErrorKind.values:
        error = ErrorKind.OUR_RECORD.value if wrong else ""
    draft = {"error": error, "correction_class": CorrectionClass.CORRECTION.value}
    if error not in (ErrorKind.MISATTRIBUTED, ErrorKind.OUR_RECORD) or wrong is None:
        return draft
    names = _name_of(wrong), _name_of(right)
    return {
        **draft,
        "wrong_attribution": wrong.pk,
        "right_attribution": right and right.pk,
        "shown": names[0][0],
        "right": names[1][0],
        "notice": first_wording(
            quote.article.language, error, wrong=names[0], right=names[1]
        ),
    }


def _name_of(row):
    """Return (what an attribution is called, whether that is as printed)."""
    if row is None:
        return "", False
    if row.rank == Rank.DEPRECATED and row.mention is not None:
        return row.mention.exact, True
    if row.speaker is not None:
        return row.speaker.name, False
    return (row.mention.exact, True) if row.mention else ("", False)
