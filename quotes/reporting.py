"""“Report an error”: the one form for readers, without account, cookie, puzzle or script.

Beside views.py, because it writes: the workflow takes in what was sent. What keeps
machines out is a signed token that tells when and for which page the form was made, a
field that people do not see, and a limit by address.
"""

import hashlib
import secrets

from django import forms
from django.core import signing
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from quotes.models import ReaderReport
from quotes.reported import page_about
from quotes.visitors import client_address
from quotes.vocabulary import ReportState
from quotes.workflow import WorkflowError
from quotes.workflow.reports import LONGEST, SHORTEST, receive_report

#: Seconds from the making of a form to its sending: below, a machine; above, too old.
FASTEST, SLOWEST = 3, 24 * 60 * 60

#: What the private link says of each state.
STATES = {
    ReportState.NEW: gettext_lazy("We have it. Nobody has looked at it yet."),
    ReportState.OPEN: gettext_lazy("An editor is looking into it."),
    ReportState.CORRECTED: gettext_lazy("You were right: there was an error."),
    ReportState.DECLINED: gettext_lazy("We looked into it and found no error."),
    ReportState.SPAM: gettext_lazy("We did not take this for a report of an error."),
}


# The token


def new_token(page, at=None):
    """Return a signed text that says which page a form is for and when it was made."""
    made = (at or timezone.now()).timestamp()
    data = [page.about.value, page.public_id, page.version, made, secrets.token_hex(8)]
    return signing.Signer(salt="quotes.report").sign_object(data)


def read_token(token, page, at=None):
    """Return the version that a form was made for, None but for quotes.

    Raises ValidationError with a sentence: the form is not of this page, too fresh or
    too old.
    """
    try:
        data = signing.Signer(salt="quotes.report").unsign_object(token)
        about, public_id, version, made, _chance = data
    except (signing.BadSignature, ValueError):
        about = public_id = version = made = None
    if (about, public_id) != (page.about.value, page.public_id):
        raise forms.ValidationError(
            _(
                "This form was not made for this page. Your words are kept: read them "
                "over and send them again."
            ),
            code="bad_token",
        )
    age = (at or timezone.now()).timestamp() - made
    if age < FASTEST:
        raise forms.ValidationError(
            _(
                "That was sent faster than anybody types. Your words are kept: read "
                "them over and send them again."
            ),
            code="too_fast",
        )
    if age > SLOWEST:
        raise forms.ValidationError(
            _(
                "This form is older than a day. Your words are kept: read them over "
                "and send them again."
            ),
            code="too_old",
        )
    return version


# The form


class Words(forms.CharField):
    """Several lines; a line end counts as one sign, however the browser sends it."""

    widget = forms.Textarea

    def to_python(self, value):
        lines = (value or "").replace("\r\n", "\n").replace("\r", "\n")
        return super().to_python(lines)


class ReportForm(forms.Form):
    """What is wrong and, if they like, how the reader knows."""

    message = Words(
        label=gettext_lazy("What is wrong?"),
        min_length=SHORTEST,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    evidence = Words(
        label=gettext_lazy("How do you know? (optional)"),
        help_text=gettext_lazy(
            "An address, a recording, a document: what we can check."
        ),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    #: People do not see it; who fills every field fills it.
    subject = forms.CharField(
        label=gettext_lazy("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, data=None, *, page):
        super().__init__(data)
        self.page = page

    def clean(self):
        """Add the version that the form was made for; refuse what no reader sends."""
        cleaned = super().clean()
        if cleaned.get("subject"):
            raise forms.ValidationError(
                _(
                    "A field that people do not see was filled in. Your words are kept: "
                    "send them again."
                ),
                code="not_seen",
            )
        cleaned["version"] = read_token(self.data.get("token", ""), self.page)
        return cleaned


# The pages


class SeeOther(HttpResponseRedirect):
    """What was sent is taken; look there, with a GET."""

    status_code = 303


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_form(request, about, public_id, number=None):
    """Show the form for a public page; take a report and lead to its private link."""
    page = page_about(about, public_id, number)
    if request.method != "POST":
        return _show(request, page, ReportForm(page=page))
    form, wait = ReportForm(request.POST, page=page), None
    if form.is_valid():
        try:
            report = _receive(request, page, form)
        except WorkflowError as refusal:
            form.add_error(None, str(refusal))
            wait = (refusal.params or {}).get("seconds")
        else:
            return SeeOther(reverse("quotes:report-answer", args=[report.key]))
    return _show(request, page, form, status=429 if wait else 400, wait=wait)


def _receive(request, page, form):
    said = form.cleaned_data["message"], form.cleaned_data["evidence"]
    once = "\0".join((request.POST["token"], *said))
    return receive_report(
        about=page.about,
        about_id=page.public_id,
        quote=page.quote,
        version=form.cleaned_data["version"],
        language=get_language(),
        message=said[0],
        evidence=said[1],
        address=client_address(request),
        form_digest=hashlib.sha256(once.encode()).hexdigest(),
    )


def _show(request, page, form, *, status=200, wait=None):
    """Answer with the form, with what was typed and a fresh token."""
    context = {"page": page, "form": form, "token": new_token(page)}
    answer = render(request, "quotes/report_form.html", context, status=status)
    answer["X-Robots-Tag"] = "noindex"
    if wait:
        answer["Retry-After"] = str(wait)
    return answer


@csrf_exempt
@never_cache
@require_safe
def report_answer(request, key):
    """Show a report and our answer to whoever has its private link."""
    report = get_object_or_404(ReaderReport, key=key)
    try:
        page = page_about(report.about, report.about_id, report.version)
    except Http404:
        page = None
    context = {"report": report, "said": STATES[report.state], "page": page}
    answer = render(request, "quotes/report.html", context)
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
