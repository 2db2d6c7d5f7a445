"""What was done with a statement on the desk, review by review, word by word."""

from dataclasses import dataclass

from quotes.admin import states
from quotes.admin.quote_page import changes_against
from quotes.transitions import FOUR_EYED
from quotes.vocabulary import Status

#: Reviews shown below the form; older ones stand on the record's own page.
REVIEWS = 12


@dataclass(frozen=True, slots=True)
class Step:
    """A review with what it changed against the one before it."""

    review: object
    differences: list
    is_revertible: bool

    @property
    def alone(self):
        """Why one person decided alone, of a decision that two are asked for."""
        if self.review.decision not in FOUR_EYED:
            return ""
        return self.review.state["single_editor"]


def steps_of(quote, attributions):
    """Return the newest reviews, each with what it changed."""
    rows = list(
        quote.reviews.select_related(
            "by", "batch_item__batch", "undone_batch_item__batch"
        ).order_by("-number")[: REVIEWS + 1]
    )
    names = _known_names(quote, attributions)
    named = [row.state for row in rows]
    missing = {s.get("source") for s in named} - {None} - names.keys()
    if missing:
        names |= states.names_in(*named)
    found = []
    for row, before in zip(rows, [*rows[1:], None], strict=True):
        differences = (
            states.differences(before.state, row.state, names) if before else []
        )
        # In another text of the article its words may stand elsewhere.
        same_text = row.state.get("revision") == rows[0].state.get("revision")
        is_revertible = row is not rows[0] and same_text
        found.append(Step(row, differences, is_revertible))
    return found


def _known_names(quote, attributions):
    names = {
        row.speaker.public_id: row.speaker.name for row in attributions if row.speaker
    }
    return names | {step.public_id: step.name for step in _chain(quote)}


def _chain(quote):
    return quote.source.chain() if quote.source else []


def against_public(quote, attributions, steps):
    """Return what differs between what readers see and the newest state."""
    publication = quote.current
    if publication is None or publication.status == Status.WITHDRAWN or not steps:
        return []
    names = _known_names(quote, attributions)
    for step in publication.shown.get("chain", ()):
        names.setdefault(step["id"], step["name"])
    return changes_against(publication, steps[0].review.state, names)
