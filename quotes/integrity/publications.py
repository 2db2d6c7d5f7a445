"""Publications against the reviews they were made from."""

from quotes import publishing
from quotes.integrity.problem import Problem, in_order
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
    yield from _standing_problems(quote, rows)


def _differences(row, review, which):
    expected = publishing.public_state(review.state)
    if row.state != expected:
        yield Problem("publication", which, "state", "is not what the review saw")
        return
    for name, value in publishing.columns(expected).items():
        stored = getattr(row, name)
        if name == "said_on":
            stored = stored and stored.isoformat()
        if stored != value:
            yield Problem("publication", which, name, f"is not {value!r}")
    if (row.published_at, row.role, row.decision) != (
        review.at,
        review.role,
        review.decision,
    ):
        yield Problem("publication", which, "review", "moment, role or decision differ")
    named = [
        link.speaker.public_id
        for link in sorted(row.speaker_rows.all(), key=lambda link: link.position)
    ]
    if named != _speakers_in(expected):
        yield Problem("publication", which, "speakers", "are not those of the review")
    nearest = [
        link.source.public_id for link in row.source_rows.all() if not link.depth
    ]
    source = expected.get("source")
    if nearest != ([source] if source else []):
        yield Problem("publication", which, "sources", "are not those of the review")


def _speakers_in(state):
    rows = [row for row in state.get("attributions", ()) if row["position"]]
    rows.sort(key=lambda row: row["position"])
    return [row["speaker"] for row in rows if row["speaker"]]


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
