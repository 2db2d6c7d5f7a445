"""Signing, publishing and discarding a correction: a page with a preview for each.

What was seen travels along, and the workflow refuses where it is something else by now.
"""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quotes import workflow
from quotes.admin import quote_page
from quotes.admin.base import add_refusal, message_of, page
from quotes.admin.correction_faults import faults_of_correction
from quotes.admin.correction_preview import preview_of
from quotes.admin.decisions import VersionForm
from quotes.admin.quote_page import Way
from quotes.ledger import correction_digest
from quotes.models import Correction
from quotes.roles import may


class StepForm(VersionForm):
    """Nothing to type: what was seen travels along, the quote and the draft."""

    digest = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, correction, **kwargs):
        super().__init__(data, quote=correction.quote, **kwargs)
        self.fields["digest"].initial = correction_digest(correction)

    def show_again(self, correction):
        """Carry what the page with the refusal shows."""
        self.show_version(correction.quote)
        self.data[self.add_prefix("digest")] = correction_digest(correction)


class DiscardForm(StepForm):
    """Why a draft goes."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
    )


_STEPS = {
    "sign": (gettext_lazy("Sign correction"), "sign_correction", StepForm),
    "publish": (gettext_lazy("Publish correction"), "sign_correction", StepForm),
    "discard": (gettext_lazy("Discard draft"), "draft_correction", DiscardForm),
}

_WHY_NOT = {
    "sign": workflow.why_not_signed,
    "publish": workflow.why_not_published,
    "discard": workflow.why_not_discarded,
}

# English, whoever acts: the log keeps what is written, and is read in both languages.
_LOGGED = {"sign": "Signed.", "publish": "Published."}


def stage_of(correction):
    """Return how far a correction is, in words."""
    if correction.is_published:
        return _("published")
    return _("signed") if correction.is_signed else _("drafted")


def why_no_form(correction, user):
    """Return why a user cannot change the words of a correction, or ""."""
    if not correction.is_published and not may(user, "draft_correction"):
        # Who drafts none finds no form anywhere, and nothing to explain.
        return ""
    return workflow.why_not_edited(correction, user)


def why_not(correction, step, user):
    """Return why a step cannot be taken by a user now, or ""."""
    return _WHY_NOT[step](correction, user)


def steps_for(correction, user):
    """Return the buttons of a correction that is not published yet."""
    if correction.is_published:
        return []
    return [
        Way(
            label,
            reverse(f"admin:quotes_correction_{step}", args=[correction.pk]),
            why_not(correction, step, user),
        )
        for step, (label, _permission, _form) in _STEPS.items()
    ]


def step_view(desk, request, correction_id, step):
    """Show a step with a preview of the notice; take it on POST."""
    correction = get_object_or_404(
        Correction.objects.select_related("quote__article", "drafted_by", "signed_by"),
        pk=correction_id,
    )
    label, permission, form_class = _STEPS[step]
    if not may(request.user, permission):
        raise PermissionDenied
    quote = correction.quote
    form = form_class(request.POST or None, correction=correction)
    if request.method == "POST" and form.is_valid():
        try:
            return _take(desk, request, correction, step, form.cleaned_data)
        except (workflow.WorkflowError, IntegrityError) as error:
            add_refusal(form, message_of(error), getattr(error, "code", ""))
            quote.refresh_from_db()
            correction.refresh_from_db()
            form.show_again(correction)
    return page(
        desk,
        request,
        "admin/quotes/correction_step.html",
        title=label,
        subtitle=str(quote),
        form=form,
        correction=correction,
        original=correction,
        refusal=why_not(correction, step, request.user),
        **_shown_before(request, correction, step),
        **quote_page.seen(quote),
    )


def _shown_before(request, correction, step):
    """Return what who signs or publishes sees first: preview and what is weak."""
    if step == "discard" or correction.is_published:
        return {}
    preview, no_preview = preview_of(request, correction)
    return {
        "preview": preview,
        "no_preview": no_preview,
        "faults": faults_of_correction(correction),
    }


@transaction.atomic
def _take(desk, request, correction, step, given):
    quote = correction.quote
    quote.version = given["version"]
    said = {"by": request.user, "seen": given["digest"]}
    if step == "discard":
        workflow.discard_correction(correction, reason=given["reason"], **said)
        desk.log_deletions(request, [correction])
        desk.told(request, _("The draft is discarded."))
        return redirect("admin:quotes_quote_change", quote.pk)
    if step == "sign":
        correction = workflow.sign_correction(correction, **said)
        desk.log_change(request, correction, _LOGGED[step])
        desk.told(request, _("Signed. It can be published now."))
        return desk.back_to(correction)
    correction = workflow.publish_correction(correction, quote=quote, **said)
    desk.log_change(request, correction, _LOGGED[step])
    desk.told(
        request,
        _(
            "Published: readers see the notice now. Below is every place that carried the "
            "error."
        ),
    )
    return desk.back_to(correction)
