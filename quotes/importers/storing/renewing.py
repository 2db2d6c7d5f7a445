"""Quotes that are here already: unchanged, updated, or kept as somebody left it.

Nothing that a person decided or changed here is overwritten by a file: it is *kept*, and
the report says what differs. A full record advances a stored quote when its reviews go
on from the stored ones, as a branch is fast-forwarded; where they part, it is refused.
"""

from quotes.importers.storing.frame import warned
from quotes.importers.storing.proofs import faults_of as unproven
from quotes.importers.storing.replacing import replace_quote
from quotes.importers.storing.short import review
from quotes.importers.storing.values import WORKED_ON
from quotes.ledger import voiding_part
from quotes.models import Review
from quotes.texts import gettext_noop
from quotes.vocabulary import Decision

ELSEWHERE = (
    gettext_noop("This id belongs to a quote of another article here."),
    gettext_noop("Leave the id out for a new quote, or name its article."),
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


def refuse_elsewhere(frame, unit, before):
    """Refuse a quote whose id another article's quote has."""
    frame.refuse(unit, [("id", ELSEWHERE, None)])


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
        head = Review.objects.get(quote=before.key, number=count).state
        unit.changes = _differences(head, reviews[-1]["state"], "status")
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
            faults=warned(unit, wrong),
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
            faults=warned(unit, unit.warnings),
        )
        return
    if any(row.decision != Decision.IMPORT for row in rows):
        wrong = [("", WORKED_ON, {"keys": ", ".join(sorted(changes))})]
        frame.done(
            "quote",
            "kept",
            unit.item,
            public_id=before.public_id,
            faults=warned(unit, [*wrong, *unit.warnings]),
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


def _differences(head, state, *more):
    """Return {part: [before, after]} of two states, in what an import says, and more."""
    old, new = voiding_part(head), voiding_part(state)
    for key in ("external_id", *more):
        old[key], new[key] = head[key], state[key]
    candidates = [
        [(row["speaker"], row["rank"]) for row in each["attributions"]]
        for each in (head, state)
    ]
    if candidates[0] != candidates[1]:
        old["attributions"], new["attributions"] = candidates
    return {key: [old[key], new[key]] for key in new if old.get(key) != new[key]}
