"""The pages: paste, look at what was found, store; nothing is stored before that.

Plain forms throughout. The text travels in the form; what was found is found again when
it is stored, and shown once more where it is not what the page had shown.
"""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quotes.admin.base import add_refusal, key_in, message_of, page
from quotes.admin.intake import rows as found_rows
from quotes.admin.intake.forms import PieceForm, TextForm, initial_of
from quotes.importers import load
from quotes.importers.found import Stored, find
from quotes.importers.known import Directory
from quotes.importers.text import read
from quotes.models import Article
from quotes.roles import may
from quotes.workflow import WorkflowError


def paths(desk):
    """Return the addresses, for the admin of articles."""
    pages = (
        ("from-text/", from_text_view, "from_text"),
        ("<int:article_id>/find/", find_view, "find"),
    )
    return [
        path(
            address,
            desk.admin_site.admin_view(_with(desk, view)),
            name=f"quotes_article_{name}",
        )
        for address, view, name in pages
    ]


def _with(desk, view):
    def viewed(request, **kwargs):
        return view(desk, request, **kwargs)

    return viewed


def may_take_in(desk, request):
    """Tell whether somebody may add an article with its proposals."""
    return desk.has_add_permission(request) and may(request.user, "propose_quote")


def from_text_view(desk, request):
    """Show the form for a text; what was found in it; store it."""
    if not may_take_in(desk, request):
        raise PermissionDenied
    if request.method != "POST":
        return _text_page(desk, request, TextForm())
    if "back" in request.POST:
        return _text_page(desk, request, TextForm(initial=request.POST.dict()))
    if "preview" in request.POST:
        form = TextForm(request.POST, request.FILES)
        if form.is_valid():
            return _first_look(desk, request, form)
        return _text_page(desk, request, form)
    return _look_again_or_save(desk, request, is_save="save" in request.POST)


def _first_look(desk, request, form):
    record = read(form.cleaned_data["text"])
    try:
        found = _find(
            record.text, form.cleaned_data["language"], day=record.published_on
        )
    except WorkflowError as refusal:
        form.add_error("language", str(refusal))
        return _text_page(desk, request, form)
    language = form.cleaned_data["language"]
    if language == "und":
        language = record.language
    piece = PieceForm(initial=initial_of(record, language))
    return _found_page(desk, request, piece, record.text, found)


def _look_again_or_save(desk, request, *, is_save):
    form = PieceForm(request.POST)
    if "text" not in request.POST:
        raise Http404
    is_valid = form.is_valid()
    text = form.cleaned_data.get("text")
    if text is None:  # tampered with: no page of ours sends it so
        return _text_page(desk, request, TextForm(request.POST))
    given = form.cleaned_data
    try:
        found = _find(
            text, given.get("language") or "und", day=given.get("published_on")
        )
    except WorkflowError as refusal:  # no language was chosen, and the text shows none
        unclear = TextForm({"text": text})
        unclear.add_error("language", str(refusal))
        return _text_page(desk, request, unclear)
    rows, _more = found_rows.rows_of(text, found)
    if is_save and is_valid:
        if found_rows.digest(rows) != given["seen"]:
            add_refusal(
                form,
                _(
                    "With this language and date, other statements or speakers are "
                    "found than the page showed. Nothing was saved: look at them again."
                ),
                "changed_meanwhile",
            )
        elif done := _save(desk, request, form, text, [row.found for row in rows]):
            return done
    return _found_page(desk, request, form, text, found, leave_out=_left_out(request))


def _save(desk, request, form, text, found):
    """Store article and proposals and lead to the article; None where it is refused."""
    try:
        with transaction.atomic():
            revision, loaded = load.receive_piece(
                text,
                by=request.user,
                fields=form.columns(),
                found=found,
                leave_out=_left_out(request),
            )
            desk.log_addition(request, revision.article, [{"added": {}}])
    except (WorkflowError, IntegrityError) as error:
        add_refusal(form, message_of(error), getattr(error, "code", ""))
        return None
    desk.told(request, _("The article is stored as a draft. %(what)s") % _told(loaded))
    _tell_refused(desk, request, loaded)
    return desk.back_to(revision.article)


def find_view(desk, request, article_id):
    """Show what is found in the text of a stored article; store what is new in it."""
    article = get_object_or_404(Article.objects.with_texts(), pk=article_id)
    if not may(request.user, "propose_quote"):
        raise PermissionDenied
    if not desk.has_view_permission(request, article):
        raise PermissionDenied
    revision = article.current_revision
    try:
        if revision is None:
            raise WorkflowError(_("This article has no text."), code="incomplete")
        found = load.found_in(revision)
    except WorkflowError as refusal:
        return _held_page(desk, request, article, refusal=str(refusal))
    stored = Stored.in_each([revision])[revision.pk]
    rows, more = found_rows.rows_of(revision.text, found, stored)
    seen = found_rows.digest(rows)
    if request.method != "POST":
        return _held_page(desk, request, article, rows=rows, more=more, seen=seen)
    if request.POST.get("seen") != seen:
        refusal = _(
            "Other statements or speakers are found by now than the page showed. "
            "Nothing was saved: look at them again."
        )
        return _held_page(
            desk, request, article, rows=rows, more=more, seen=seen, refusal=refusal
        )
    loaded = load.propose(
        revision,
        [row.found for row in rows],
        by=request.user,
        leave_out=_left_out(request),
    )
    desk.told(request, _told(loaded)["what"])
    _tell_refused(desk, request, loaded)
    return desk.back_to(article)


def _find(text, language, *, day):
    return find(text, language, Directory().on(day))


def _left_out(request):
    """Return the numbers of the statements that are not to be stored."""
    return {key_in(each) for each in request.POST.getlist("leave_out")} - {None}


def _told(loaded):
    count = len(loaded.new)
    said = ngettext(
        "%(count)d statement is proposed.", "%(count)d statements are proposed.", count
    ) % {"count": count}
    if loaded.known:
        said += " " + ngettext(
            "%(count)d was there already.",
            "%(count)d were there already.",
            len(loaded.known),
        ) % {"count": len(loaded.known)}
    if loaded.left_out:
        said += " " + ngettext(
            "%(count)d was left out.", "%(count)d were left out.", len(loaded.left_out)
        ) % {"count": len(loaded.left_out)}
    return {"what": said}


def _tell_refused(desk, request, loaded):
    for found, why in loaded.refused:
        sentence = _("Statement %(number)d was not stored: %(why)s")
        desk.told(request, sentence % {"number": found.number, "why": why}, error=True)


def _text_page(desk, request, form):
    return page(
        desk,
        request,
        "admin/quotes/from_text.html",
        title=_("New article from text"),
        form=form,
    )


def _found_page(desk, request, form, text, found, leave_out=()):
    rows, more = found_rows.rows_of(text, found)
    seen = found_rows.digest(rows)
    if form.is_bound:
        form.data = form.data.copy()
        form.data["seen"], form.data["text"] = seen, text
    else:
        form.initial["seen"] = seen
    return page(
        desk,
        request,
        "admin/quotes/from_text_found.html",
        title=_("New article from text"),
        form=form,
        language=form["language"].value(),
        lines=found_rows.lines_of(text, rows),
        rows=rows,
        new=len(rows),
        more=more,
        most=found_rows.MOST,
        leave_out=leave_out,
    )


def _held_page(desk, request, article, *, rows=(), more=0, seen="", refusal=""):
    revision = article.current_revision
    return page(
        desk,
        request,
        "admin/quotes/find_statements.html",
        title=_("Find statements"),
        subtitle=str(article),
        original=article,
        language=article.language,
        lines=found_rows.lines_of(revision.text, rows) if revision and rows else [],
        rows=rows,
        new=sum(not row.is_known for row in rows),
        known=sum(row.is_known for row in rows),
        more=more,
        most=found_rows.MOST,
        seen=seen,
        refusal=refusal,
        leave_out=_left_out(request),
        change=reverse("admin:quotes_article_change", args=[article.pk]),
    )
