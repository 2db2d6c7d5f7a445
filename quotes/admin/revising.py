"""A later version of an article's text: typed, looked at, taken in; and older ones read."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quotes import workflow
from quotes.admin.base import add_refusal, page
from quotes.admin.fate_rows import ORDER, rows_of, sentence_of
from quotes.admin.statements import lines_of_article, statements_in
from quotes.anchoring import summary
from quotes.importers import load
from quotes.models import Article, Revision, Span
from quotes.roles import may
from quotes.texts import TextError, normalize, sha256
from quotes.vocabulary import Anchor, Status


class RevisionForm(forms.Form):
    """The new text; it stays on the page until it is taken in."""

    text = forms.CharField(
        label=gettext_lazy("Text of the new version"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 18, "class": "vLargeTextField"}),
        help_text=gettext_lazy("The whole text, as received. It is kept as it is."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Where it is from"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off"}),
        help_text=gettext_lazy(
            "For example “AFP, second version”. Kept in the reviews of the statements."
        ),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)
    looked_at = forms.CharField(widget=forms.HiddenInput, required=False)


def revise_view(desk, request, article_id):
    """Show the form; on POST what the text would change, then take it in."""
    article = get_object_or_404(Article.objects.with_texts(), pk=article_id)
    if workflow.why_no_revision(request.user):
        raise PermissionDenied
    current = article.current_revision
    if current is None:
        desk.told(request, _("This article has no text yet."), error=True)
        return desk.back_to(article)
    initial = {"seen": current.number}
    form = RevisionForm(request.POST or None, initial=initial)
    report, text = None, ""
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            if "confirm" in request.POST and given["looked_at"] == _digest(
                given["text"]
            ):
                return _take_in(desk, request, article, given)
            report = workflow.preview_revision(article, given["text"], by=request.user)
            text = normalize(given["text"])
            form = _looked_at(form, given["text"], current)
        except workflow.WorkflowError as refusal:
            form = _looked_at(form, "", current)
            form.full_clean()
            if refusal.code == "incomplete":
                form.add_error("text", str(refusal))
            else:
                add_refusal(form, str(refusal), refusal.code)
    return page(
        desk,
        request,
        "admin/quotes/revise.html",
        title=_("New version of the text"),
        subtitle=article.title,
        original=article,
        current=current,
        form=form,
        report=report,
        rows=report and rows_of(report, text),
        sentence=report and sentence_of(report),
    )


def _is_as_looked_at(given):
    """Tell whether the text is the one whose preview stood on the page."""
    return given["looked_at"] and given["looked_at"] == _digest(given["text"])


def _digest(text):
    """Return the digest of a text as it would be kept, "" where it cannot be kept."""
    try:
        return sha256(normalize(text))
    except TextError:
        return ""


def _looked_at(form, text, current):
    """Return the form as it was typed, with what the page that it stands on shows."""
    data = form.data.copy()
    data["looked_at"] = _digest(text)
    data["seen"] = current.number
    return RevisionForm(data)


def _take_in(desk, request, article, given):
    report = workflow.receive_revision(
        article,
        given["text"],
        by=request.user,
        seen=given["seen"],
        reason=given["reason"],
        propose=load.proposing(request.user),
    )
    if report.is_unchanged:
        desk.told(request, _("The text is the same as before; nothing was saved."))
        return desk.back_to(article)
    said = f"¶ {report.number}" + (f": {given['reason']}" if given["reason"] else "")
    desk.log_change(request, article, said)
    desk.told(
        request,
        _("Version %(number)d is taken in. %(what)s")
        % {"number": report.number, "what": sentence_of(report)},
    )
    return redirect(
        reverse("admin:quotes_article_text", args=[article.pk, report.number])
    )


def text_view(desk, request, article_id, number):
    """Show one version of a text as it was received, with the statements found in it."""
    if not may(request.user, "view_article"):
        raise PermissionDenied
    revision = get_object_or_404(
        Revision.objects.select_related("article", "received_by"),
        article=article_id,
        number=number,
    )
    statements = statements_in(revision)
    newest = revision.article.current_revision
    return page(
        desk,
        request,
        "admin/quotes/article_version.html",
        title=_("Version %(number)d of the text") % {"number": revision.number},
        subtitle=revision.article.title,
        original=revision.article,
        revision=revision,
        newest=newest,
        lines=lines_of_article(revision, [s for s in statements if s.marks]),
        statuses=[
            status for status in Status if any(s.status == status for s in statements)
        ],
        groups=_groups(revision, statements),
        may_place=revision == newest and may(request.user, "change_quote"),
        lost=Anchor.LOST.label,
        revisions=revisions_of(revision.article),
    )


def _groups(revision, statements):
    """Return [(label, statements)] by what became of them in a version of the text."""
    spans = {}
    for span in Span.objects.filter(revision=revision):
        spans.setdefault(span.quote_id, []).append(span)
    by_state = {state: [] for state in ORDER}
    for statement in statements:
        by_state[Anchor(summary(spans[statement.quote.pk]))].append(statement)
    return [(state.label, rows) for state, rows in by_state.items() if rows]


def revisions_of(article):
    """Return the versions of an article's text, the newest first."""
    return sorted(article.revisions.all(), key=lambda each: -each.number)
