"""Articles that are here already: unchanged, updated, or kept as somebody left them.

A text that was received is never replaced: a later one is taken in beside it.
"""

from django.db import IntegrityError, transaction

from quotes.importers.shape import read_moment
from quotes.importers.storing.frame import warned
from quotes.importers.storing.places import OTHER_TEXT_KEPT
from quotes.importers.storing.rows import given
from quotes.importers.storing.texts import passages_of
from quotes.importers.storing.values import WORKED_ON, as_text, as_value
from quotes.models import Article, Revision
from quotes.models.constraints import sentence_for
from quotes.texts import TextError, gettext_noop, normalize, sha256
from quotes.workflow import WorkflowError, receive_revision
from quotes.workflow.releases import noting_release

TWIN = (
    gettext_noop("This article stands twice in this file."),
    gettext_noop("Put its quotes into one record."),
)
OTHER_PAST = (
    gettext_noop("Revision %(number)d of this article has another text here."),
    gettext_noop(
        "A text that was received is never replaced; give the new one the next number."
    ),
)

#: Columns of an article that a record may bring up to date.
COMPARED = (
    *("external_id", "headline", "byline", "publisher", "dateline", "language", "url"),
    *("published_on", "published_on_known", "published_at", "updated_at"),
    *("published_printed", "updated_printed", "release", "embargo_until", "rights"),
)


def refuse_twin(frame, unit):
    """Refuse an article that stands in the file twice."""
    frame.refuse(unit, [("id", TWIN, None)])


def compare_article(stored, article, record, unit):
    """Bring an article's columns and text up to a record; say what became of it."""
    frame = stored.frame
    unit.public_id, unit.key = article.public_id, article.key
    said = given(record, *COMPARED)
    row = stored.row(article)
    changes = {
        name: [as_text(getattr(row, name)), value]
        for name, value in said.items()
        if as_text(getattr(row, name)) != value
    }
    try:
        with transaction.atomic():
            text_is_new = _take_text(stored, article, record, unit)
    except (WorkflowError, TextError, IntegrityError) as error:
        why = sentence_for(error) if isinstance(error, IntegrityError) else str(error)
        frame.refuse(unit, [("text", (why, ""), None)])
        return
    if unit.is_refused:
        return
    if changes and not _may_update(frame, row, changes):
        wrong = [("", WORKED_ON, {"keys": ", ".join(sorted(changes))})]
        frame.done(
            "article",
            "kept",
            unit.item,
            public_id=article.public_id,
            faults=warned(unit, wrong),
            changes=changes,
        )
        return
    if changes:
        before = {name: old for name, (old, _new) in changes.items()}
        if not _save(frame, unit, row, changes):
            return
        frame.imported("article", row.pk, before=before, is_new=False)
    outcome = "updated" if changes or text_is_new else "unchanged"
    frame.done(
        "article",
        outcome,
        unit.item,
        public_id=article.public_id,
        faults=warned(unit, unit.warnings),
        changes=changes,
    )


def _may_update(frame, row, changes):
    """Tell whether nobody touched an article here but imports."""
    rows = row.history.exclude(history_change_reason__startswith="import ")
    if rows.exists():
        return False
    return "release" not in changes or frame.may("release_article")


def _save(frame, unit, row, changes):
    for name, (_old, new) in changes.items():
        setattr(row, name, as_value(Article, name, new))
    row._history_user = frame.by
    row._change_reason = f"import {frame.run.public_id}"
    try:
        with transaction.atomic(), noting_release(row, at=read_moment(frame.at)):
            row.save()
    except IntegrityError as error:
        frame.refuse(unit, [("", (sentence_for(error), ""), None)])
        return False
    return True


def _take_text(stored, article, record, unit):
    """Take in a text that is not here yet; tell whether one was."""
    if record.get("revisions"):
        return _take_revisions(stored, article, record, unit)
    if not record.get("text"):
        return _take_passages(stored, article, record, unit)
    text = normalize(record["text"])
    digest = sha256(text)
    if not article.revisions:
        _add(stored, article, unit, 1, text, digest)
        return True
    if article.digests[max(article.digests)] == digest:
        return False
    if digest in article.digests.values():
        unit.warnings.append(("text", OTHER_TEXT_KEPT, None))
        return False
    row = stored.row(article)
    stored.flush()  # the workflow writes rows of its own now
    report = receive_revision(
        row, text, by=stored.frame.by, at=read_moment(stored.frame.at)
    )
    article.revisions[report.number] = report.revision.pk
    article.texts[report.number], article.digests[report.number] = text, digest
    stored.frame.imported(
        "article", article.key, before={"revision": report.number}, is_new=False
    )
    return True


def _take_passages(stored, article, record, unit):
    text = "" if article.revisions else passages_of(record.get("quotes") or ())
    if text:
        _add(stored, article, unit, 1, text, sha256(text))
    return bool(text)


def _take_revisions(stored, article, record, unit):
    taken = False
    for row in sorted(record["revisions"], key=lambda row: row["number"]):
        number, text = row["number"], normalize(row["text"])
        digest = sha256(text)
        article.texts[number] = text
        if article.digests.get(number) == digest:
            continue
        if number in article.digests or number <= max(article.digests, default=0):
            params = {"number": number}
            stored.frame.refuse(unit, [("revisions", OTHER_PAST, params)])
            return False
        _add(stored, article, unit, number, text, digest, row)
        taken = True
    return taken


def _add(stored, article, unit, number, text, digest, row=None):
    """Write a revision at once: quotes of this batch stand in it."""
    frame = stored.frame
    row = row or {"received_by": frame.username}
    made = Revision.objects.create(
        pk=frame.writer.key(Revision),
        article_id=article.key,
        number=number,
        text=text,
        sha256=digest,
        received_at=read_moment(row.get("received_at") or frame.at),
        received_by_id=frame.refs.person(row.get("received_by")),
    )
    article.revisions[number] = made.pk
    article.texts[number], article.digests[number] = text, digest
    frame.imported("article", article.key, before={"revision": number}, is_new=False)
