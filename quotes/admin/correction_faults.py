"""What is weak in a notice, told while it is written and again wherever it is read."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext

from quotes.admin.base import key_in
from quotes.admin.correction_drafts import name_of
from quotes.models import Correction, Quote
from quotes.notice_checks import notice_faults
from quotes.roles import may
from quotes.workflow import days_since_shown
from quotes.workflow.corrections import too_long

_TEXTS = ("error", "shown", "right", "notice", "delay_reason")


def faults_of(quote, given):
    """Return what is weak in a notice as sentences, from the values of its form.

    given holds texts, and keys of attributions of the quote as text or number; what
    makes no sense yet is left out: somebody is typing. Of texts that are too long to be
    kept, nothing else is said.
    """
    if refused := too_long(given):
        return list(refused.values())
    rows = {
        str(row.pk): row
        for row in quote.attributions.select_related("speaker", "mention")
    }
    wrong, right = (
        rows.get(str(given.get(name) or ""))
        for name in ("wrong_attribution", "right_attribution")
    )
    draft = Correction(
        quote=quote,
        wrong_attribution=wrong,
        right_attribution=right,
        language=quote.article.language,
        **{name: given.get(name) or "" for name in _TEXTS},
    )
    return faults_of_correction(draft)


def faults_of_correction(correction):
    """Return what is weak in a correction as it stands, as sentences."""
    found = notice_faults(
        correction.notice,
        language=correction.language,
        shown=correction.shown,
        right=correction.right,
        wrong_name=name_of(correction.wrong_attribution).text,
        right_name=name_of(correction.right_attribution).text,
        days_since_shown=days_since_shown(correction, timezone.now()),
        delay_reason=correction.delay_reason,
    )
    return [gettext(fault.sentence) % fault.params for fault in found]


def faults_as_typed(desk, request):
    """Answer a form as it is typed with the list of what is weak in it. Writes nothing."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not may(request.user, "draft_correction"):
        raise PermissionDenied
    key = request.GET.get("quote", "")
    if key_in(key) is None:
        raise Http404
    quote = get_object_or_404(Quote.objects.select_related("article"), pk=key)
    faults = faults_of(quote, request.POST)
    answer = render(request, "admin/quotes/_correction_faults.html", {"faults": faults})
    answer["Cache-Control"] = "no-store"
    return answer
