"""Rows of the desk against what they follow from."""

from quotes.integrity.problem import Problem
from quotes.transitions import CHANGING, FOUR_EYED
from quotes.workflow.desk import DECIDED_BY_ANOTHER, OpenRows, columns_for


def desk_problems(quote):
    """Yield a row of the desk that is missing, stale, or not what the rows make it.

    quote comes with desk_item__changers, findings, reports, corrections and reviews preloaded.
    `manage.py refresh_desk` mends all of these.
    """
    expected = columns_for(quote, _open_rows(quote))
    item = getattr(quote, "desk_item", None)
    if item is None and expected is not None:
        yield _problem(quote, "desk", "needs somebody, but is not on the desk")
    elif item is not None and expected is None:
        yield _problem(quote, "desk", "is on the desk, but needs nobody")
    elif item is not None:
        for name, value in expected.items():
            stored = getattr(item, name)
            if stored != value:
                name = name.removesuffix("_id")
                yield _problem(quote, f"desk {name}", f"is {stored}, not {value}")
        stored = {user.pk for user in item.changers.all()}
        if stored != _changers(quote):
            yield _problem(quote, "desk changers", "are not those of the reviews")


def _changers(quote):
    """Return what quotes.workflow.chain.changers() returns, from preloaded reviews.

    Nobody where no second person is waited for.
    """
    if quote.status not in DECIDED_BY_ANOTHER:
        return set()
    reviews = quote.reviews.all()
    last = max(
        (
            row.number
            for row in reviews
            if row.decision in FOUR_EYED and not row.state["single_editor"]
        ),
        default=0,
    )
    found = {r.by_id for r in reviews if r.decision in CHANGING and r.number > last}
    return found | ({quote.changed_by_id} - {None})


def _problem(quote, field, why):
    return Problem("quote", quote.public_id, field, f"{why} (refresh_desk mends it)")


def _open_rows(quote):
    settled = [r.at for r in quote.reviews.all() if r.decision in FOUR_EYED]
    return OpenRows(
        corrections=[
            row.severity for row in quote.corrections.all() if not row.is_published
        ],
        reports=sum(row.is_open for row in quote.reports.all()),
        findings=[
            (row.severity, row.found_at)
            for row in quote.findings.all()
            if row.dismissed_at is None
        ],
        settled_at=max(settled, default=None),
    )
