"""Records of what is here already: unchanged, updated, or kept as somebody left it.

Nothing that a person decided or changed here is overwritten by a file: it is *kept*, and
the report says what differs. A full record advances a stored quote when its reviews go
on from the stored ones, as a branch is fast-forwarded; where they part, it is refused.
"""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from quotes.importers.shape import read_moment
from quotes.importers.storing.places import OTHER_TEXT_KEPT
from quotes.importers.storing.proofs import faults_of as unproven
from quotes.importers.storing.replacing import replace_quote
from quotes.importers.storing.rows import given
from quotes.importers.storing.short import review
from quotes.ledger import moment, voiding_part
from quotes.models import Article, Quote, Review, Revision
from quotes.models.constraints import sentence_for
from quotes.texts import TextError, gettext_noop, normalize, sha256
from quotes.vocabulary import Decision
from quotes.workflow import WorkflowError, receive_revision
from quotes.workflow.releases import noting_release

ELSEWHERE = (
    gettext_noop("This id belongs to a quote of another article here."),
    gettext_noop("Leave the id out for a new quote, or name its article."),
)
TWIN = (
    gettext_noop("This article stands twice in this file."),
    gettext_noop("Put its quotes into one record."),
)
PARTED = (
    gettext_noop(
        "Here the quote was decided otherwise since: the reviews part after number %(number)d."
    ),
    gettext_noop("Nothing is overwritten: decide on one of the two at the desk."),
)
OLDER = (
    gettext_noop("What is here is newer: review %(number)d is the last in the file."),
    "",
)
WORKED_ON = (
    gettext_noop(
        "Somebody worked on it here since it was imported; it differs in: %(keys)s."
    ),
    gettext_noop("Change it at the desk, if the file is right."),
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


def refuse_elsewhere(frame, unit, before):
    """Refuse a quote whose id another article's quote has."""
    frame.refuse(unit, [("id", ELSEWHERE, None)])


def as_text(value):
    """Return a value of a column as records have it."""
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    return value


def as_value(model, name, value):
    """Return a value of a record as its column takes it."""
    kind = model._meta.get_field(name).get_internal_type()
    if value is None:
        return None
    if kind == "DateTimeField":
        return read_moment(value)
    return date.fromisoformat(value) if kind == "DateField" else value


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
            faults=_told(unit, wrong),
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
        faults=_told(unit, unit.warnings),
        changes=changes,
    )


def _told(unit, wrong):
    from quotes.importers.storing.frame import faults_at

    return faults_at(unit.item.place, unit.path, wrong, True)


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
    from quotes.importers.storing.pieces import passages_of

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


# Quotes


def advance(stored, unit, record, article, before):
    """Bring a quote up to a full record whose reviews go on from the stored ones."""
    frame, reviews = stored.frame, record["reviews"]
    unit.key, unit.public_id = before.key, before.public_id
    if stored.is_claimed(before.public_id):
        stored.refuse_second(unit)
        return
    last = reviews[-1]["digest"] if reviews else ""
    if (last, len(reviews)) == (before.head_digest, before.review_count):
        frame.done("quote", "unchanged", unit.item, public_id=before.public_id)
        return
    count = before.review_count
    if len(reviews) > count and reviews[count - 1]["digest"] == before.head_digest:
        stored.load_texts(article, record)
        wrong = unproven(record, article)
        if wrong:
            frame.refuse(unit, wrong)
            return
        stored.updates.append(
            lambda: replace_quote(frame, unit, record, article, before.key)
        )
        return
    if Review.objects.filter(quote=before.key, digest=last).exists():
        wrong = [("reviews", OLDER, {"number": len(reviews)})]
        frame.done(
            "quote",
            "kept",
            unit.item,
            public_id=before.public_id,
            faults=_told(unit, wrong),
        )
        return
    frame.refuse(unit, [("reviews", PARTED, {"number": _common(before.key, reviews)})])


def _common(key, reviews):
    """Return the number of the last review that a file and the database share."""
    rows = Review.objects.filter(quote=key).order_by("number")
    stored = list(rows.values_list("digest", flat=True))
    common = 0
    for mine, other in zip(stored, reviews, strict=False):
        if mine != other["digest"]:
            break
        common += 1
    return common


def update(stored, unit, full, article, before):
    """Bring a quote up to a short record, unless somebody worked on it here."""
    frame = stored.frame
    unit.key, unit.public_id = before.key, before.public_id
    if stored.is_claimed(before.public_id):
        stored.refuse_second(unit)
        return
    reviews = Review.objects.filter(quote=before.key).order_by("number")
    rows = list(reviews.only("number", "decision", "digest", "state", "by"))
    state = full["reviews"][0]["state"]
    head = rows[-1].state
    state = {**state, "id": before.public_id}
    changes = _differences(head, state)
    if not changes:
        frame.done(
            "quote",
            "unchanged",
            unit.item,
            public_id=before.public_id,
            faults=_told(unit, unit.warnings),
        )
        return
    if any(row.decision != Decision.IMPORT for row in rows):
        wrong = [("", WORKED_ON, {"keys": ", ".join(sorted(changes))})]
        frame.done(
            "quote",
            "kept",
            unit.item,
            public_id=before.public_id,
            faults=_told(unit, [*wrong, *unit.warnings]),
            changes=changes,
        )
        return
    unit.changes = changes
    record = {**full, "id": before.public_id, "version": len(rows) + 1}
    last = rows[-1]
    again = review(
        record,
        frame,
        article,
        unit.item.place,
        number=last.number + 1,
        previous=last.digest,
    )
    record["reviews"] = [*_numbered(rows), again]
    stored.updates.append(
        lambda: replace_quote(frame, unit, record, article, before.key)
    )


def _numbered(rows):
    """Return stored reviews as far as the rows of a quote need them: never written anew."""
    return [
        {
            "number": row.number,
            "digest": row.digest,
            "decision": row.decision,
            "by": None,
            "at": None,
            "state": row.state,
        }
        for row in rows
    ]


def _differences(head, state):
    """Return {part: [before, after]} of two states, in what an import says."""
    old, new = voiding_part(head), voiding_part(state)
    old["external_id"], new["external_id"] = head["external_id"], state["external_id"]
    candidates = [
        [(row["speaker"], row["rank"]) for row in each["attributions"]]
        for each in (head, state)
    ]
    if candidates[0] != candidates[1]:
        old["attributions"], new["attributions"] = candidates
    return {key: [old[key], new[key]] for key in new if old.get(key) != new[key]}


def lock_quote(key):
    """Return a quote's row, locked until the transaction ends."""
    return Quote.objects.select_for_update(of=("self",)).get(pk=key)
