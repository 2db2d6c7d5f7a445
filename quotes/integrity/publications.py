"""Publications against the reviews they were made from."""

from quotes import publishing
from quotes.integrity.problem import Problem, in_order
from quotes.ledger import publication_digest
from quotes.transitions import publishes
from quotes.vocabulary import PUBLIC, Status


def publication_problems(quote):
    """Yield publications that are not what their reviews make them."""
    rows = in_order(quote.publications.all())
    reviews = {review.pk: review for review in quote.reviews.all()}
    for number, row in enumerate(rows, start=1):
        which = f"{quote.public_id} v{row.number}"
        review = reviews.get(row.review_id)
        if row.number != number:
            yield Problem("publication", which, "number", f"should be {number}")
        if review is None or row.article_id != quote.article_id:
            yield Problem("publication", which, "review", "is not of this quote")
            continue
        yield from _differences(row, review, which)
    published = {row.review_id for row in rows}
    for review in reviews.values():
        is_public = publishes(review.decision, review.state["status"])
        if is_public and review.pk not in published:
            yield Problem(
                "quote",
                quote.public_id,
                "publications",
                f"that of review {review.number} is missing",
            )
    yield from _standing_problems(quote, rows)


def _differences(row, review, which):
    try:
        expected = publishing.public_state(review.state)
    except (KeyError, TypeError) as error:
        yield Problem("publication", which, "state", f"its review has no {error}")
        return
    if publication_digest(row) != row.digest:
        yield Problem("publication", which, "digest", "does not fit: it was changed")
    if row.state != expected:
        yield Problem("publication", which, "state", "is not what the review saw")
        return
    for name, value in publishing.columns(expected).items():
        stored = getattr(row, name)
        if name == "said_on":
            stored = stored and stored.isoformat()
        if stored != value:
            yield Problem("publication", which, name, f"is not {value!r}")
    for name, value in publishing.derived_columns(row).items():
        if getattr(row, name) != value:
            yield Problem(
                "publication", which, name, "is out of date: run reindex_search"
            )
    if (row.published_at, row.role, row.decision) != (
        review.at,
        review.role,
        review.decision,
    ):
        yield Problem("publication", which, "review", "moment, role or decision differ")
    named = {(link.position, link.speaker.public_id) for link in row.speaker_rows.all()}
    if named != _speakers_in(expected):
        yield Problem("publication", which, "speakers", "are not those of the review")
    chain = {(link.depth, link.source.public_id) for link in row.source_rows.all()}
    shown = row.shown.get("chain", [])
    if chain != {(depth, step["id"]) for depth, step in enumerate(shown)} or (
        [step["id"] for step in shown[:1]]
        != [expected[key] for key in ("source",) if expected.get(key)]
    ):
        yield Problem("publication", which, "sources", "are not those of the review")
    links = (*row.speaker_rows.all(), *row.source_rows.all())
    if any(link.sorted_on != row.sorted_on for link in links):
        yield Problem(
            "publication",
            which,
            "listed under",
            "speakers or sources list it under another day (run reindex_search)",
        )


def _speakers_in(state):
    return {
        (row["position"], row["speaker"])
        for row in state.get("attributions", ())
        if row["position"] and row["speaker"]
    }


def _standing_problems(quote, rows):
    current = [row for row in rows if row.is_current]
    if rows and current != rows[-1:]:
        yield Problem(
            "quote", quote.public_id, "publications", "the newest is not the current"
        )
    status = current[0].status if current else None
    if quote.status in PUBLIC and quote.status != status:
        yield Problem(
            "quote", quote.public_id, "publications", f"none says {quote.status}"
        )
    under_review = quote.status == Status.UNDER_REVIEW
    if current and current[0].under_review != under_review:
        yield Problem(
            "quote", quote.public_id, "publications", "label “under review” is wrong"
        )
