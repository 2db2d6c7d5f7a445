"""Corrections: drafted from a quote's page, signed by another, then frozen."""

from functools import partial

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import path
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quotes import workflow
from quotes.admin import correction_preview, correction_steps, correction_tasks
from quotes.admin.base import NewsroomAdmin, key_in
from quotes.admin.correction_drafts import first_draft
from quotes.admin.correction_faults import faults_as_typed, faults_of
from quotes.admin.searching import by_name, by_public_id, by_words
from quotes.admin.statements import who
from quotes.ledger import correction_digest
from quotes.models import Correction, Quote
from quotes.roles import may
from quotes.vocabulary import ErrorKind
from quotes.workflow.corrections import EDITABLE, too_long


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

    #: What was looked at: a draft that is another one by now is not overwritten.
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    #: Set by the admin: the quote that a new correction is of.
    quote = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["seen"].initial = correction_digest(self.instance)
        quote = self.instance.quote if self.instance.pk else self.quote
        rows = quote.attributions.select_related("speaker", "mention")
        for name in ("wrong_attribution", "right_attribution"):
            if name in self.fields:
                self.fields[name].queryset = rows
                self.fields[name].label_from_instance = _attribution_label

    def clean(self):
        given = super().clean()
        for name, why in too_long(self.cleaned_data).items():
            self.add_error(name, ValidationError(why, code="too_long"))
        return given

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
    ordering = ("-pk",)
    search_fields = ("notice",)
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
        (
            gettext_lazy("What readers are told"),
            {"fields": ("notice", "delay_reason", "seen")},
        ),
    )

    def get_urls(self):
        steps = {
            step: partial(correction_steps.step_view, step=step)
            for step in ("sign", "publish", "discard")
        }
        one = "<int:correction_id>"
        pages = [
            ("check/", faults_as_typed, "check"),
            (f"{one}/preview/", correction_preview.preview_view, "preview"),
            (f"{one}/places/<int:number>/", correction_tasks.task_view, "task"),
            *((f"{one}/{step}/", view, step) for step, view in steps.items()),
        ]
        return [
            path(
                address,
                self.admin_site.admin_view(partial(view, self)),
                name=f"quotes_correction_{name}",
            )
            for address, view, name in pages
        ] + super().get_urls()

    def get_fieldsets(self, request, obj=None):
        """Without the hidden field on the page of who only reads."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        *others, (title, options) = fieldsets
        fields = tuple(name for name in options["fields"] if name != "seen")
        return [*others, (title, {**options, "fields": fields})]

    def streams(self, rows, term):
        return [
            by_public_id(rows, term, "public_id"),
            by_public_id(rows, term, "quote__public_id"),
            by_name(rows, term),
            by_words(rows, term, "quote"),
        ]

    @admin.display(description=gettext_lazy("notice"))
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
            seen = form.cleaned_data["seen"]
            saved = workflow.edit_correction(
                obj, by=request.user, fields=given, seen=seen
            )
        else:
            saved = workflow.draft_correction(
                self._quote_of(request), by=request.user, fields=given
            )
        obj.__dict__.update(saved.__dict__)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        quote = self._quote_of(request) if obj is None else obj.quote
        context["quote"] = quote
        context["show_save_and_add_another"] = False
        context["show_save_and_continue"] = False  # saving stays on the page
        if obj is not None:
            stored = Correction.objects.get(pk=obj.pk)
            _carry_what_is_shown(context["adminform"].form, stored)
            context["correction"] = stored
            context["steps"] = correction_steps.steps_for(stored, request.user)
            context["no_form"] = correction_steps.why_no_form(stored, request.user)
            context["tasks"] = correction_tasks.shown_tasks(stored)
            context["may_work_off"] = may(request.user, "draft_correction")
        else:
            context["starts"] = [
                (error.label, f"?quote={quote.pk}&error={error.value}")
                for error in ErrorKind
            ]
        if not (obj is not None and obj.is_published):
            context["faults"] = _faults_on_page(quote, context["adminform"].form)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def response_add(self, request, obj, post_url_continue=None):
        self.told(request, _("Drafted. Somebody else has to sign it."))
        return self.back_to(obj)

    def response_change(self, request, obj):
        """Stay on the page, which says what is weak in the notice."""
        self.told(request, _("Saved. Somebody else has to sign it."))
        return self.back_to(obj)

    def _quote_of(self, request):
        """Return the quote that the address names, or None."""
        key = request.GET.get("quote", "")
        if key_in(key) is None:
            return None
        return Quote.objects.select_related("article").filter(pk=key).first()


def _faults_on_page(quote, form):
    """Return what is weak in the notice that the page shows: typed, stored or drafted."""
    if form.is_bound:
        given = form.data
    else:
        given = {name: form.initial.get(name) for name in EDITABLE}
        given |= {
            name: getattr(given[name], "pk", given[name])
            for name in ("wrong_attribution", "right_attribution")
        }
    return faults_of(quote, given)


def _carry_what_is_shown(form, stored):
    """Let a form that was refused carry the draft that its page shows now."""
    if form.is_bound and "seen" in form.fields:
        form.data = form.data.copy()
        form.data["seen"] = correction_digest(stored)
