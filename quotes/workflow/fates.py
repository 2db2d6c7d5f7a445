"""What a new text does to each statement of an article: read and worked out, not written."""

from dataclasses import dataclass

from quotes import transitions
from quotes.anchoring import (
    LOST,
    REWORDED,
    Anchoring,
    OldSpan,
    Placed,
    summary,
    unplaced,
)
from quotes.ledger import spans_in_force
from quotes.models import Quote
from quotes.texts import ELISION
from quotes.vocabulary import Decision, Rank, SpanRole, Status
from quotes.workflow.checking import SHOWN

#: Of these nobody is asked to look at other words: they are not placed on a guess.
_NOT_REWORDED = (Status.REJECTED, Status.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Fate:
    """What a new text does to one statement.

    quote is as it stood before; spans are in the order of its spans in force. state is
    an Anchor value for the whole: lost where no content is left. status_before and
    status are those before and after; asks: readers see it and the text has it no more.
    """

    quote: Quote
    spans: tuple[Placed, ...]
    state: str
    words_before: str
    words: str
    status_before: str
    status: str
    asks: bool

    @property
    def is_voided(self):
        """Tell whether what was decided on it does not hold any more."""
        return self.status != self.status_before


def fates_of(article, text):
    """Return the Fate of every quote of an article in a text, in the old text's order."""
    quotes = Quote.objects.with_state().filter(article=article).order_by("pk")
    # Each from the text it was printed in last: what was lost may be back.
    versions = {}
    fates = []
    for quote in quotes:
        spans = spans_in_force(quote)
        if not spans:
            continue
        base = spans[0].revision
        if base.pk not in versions:
            versions[base.pk] = Anchoring(base.text, text)
        placed = versions[base.pk].place([_as_old(span) for span in spans])
        first = min((span.start for span in spans if span.start is not None), default=0)
        fates.append((base.number, first, _fate(quote, spans, placed)))
    fates.sort(key=lambda each: (-each[0], each[1], each[2].quote.pk))
    return tuple(fate for _number, _first, fate in fates)


def _as_old(span):
    return OldSpan(
        span.role,
        span.number,
        span.start,
        span.end,
        span.exact,
        span.prefix,
        span.suffix,
    )


def _fate(quote, spans, placed):
    evidence = _evidence(quote)
    placed = tuple(
        unplaced(_as_old(span), LOST)
        if each.state == REWORDED
        and (
            quote.status in _NOT_REWORDED
            or (each.role == SpanRole.MENTION and each.number in evidence)
        )
        else each
        for span, each in zip(spans, placed, strict=True)
    )
    state = summary(placed)
    status = quote.status
    if state != LOST and is_voided_by(quote, placed):
        row = transitions.find(Decision.CHANGE, status)
        status = row.moves[status] if row else status
    contents = [each.exact for each in placed if each.role == SpanRole.CONTENT]
    return Fate(
        quote=quote,
        spans=placed,
        state=state,
        words_before=quote.words,
        words=quote.words if state == LOST else ELISION.join(contents),
        status_before=quote.status,
        status=status,
        asks=state == LOST and quote.status in SHOWN,
    )


def _evidence(quote):
    """Return the numbers of the mentions that deprecated attributions rest on."""
    return {
        row.mention.number
        for row in quote.attributions.all()
        if row.rank == Rank.DEPRECATED and row.mention is not None
    }


def is_voided_by(quote, placed):
    """Tell whether what was verified of a quote is said otherwise in its new place.

    A mention that no preferred attribution names was never part of it.
    """
    named = {
        row.mention.number
        for row in quote.attributions.all()
        if row.rank == Rank.PREFERRED and row.mention is not None
    }
    return any(
        each.state not in ("exact", "moved")
        for each in placed
        if each.role != SpanRole.MENTION or each.number in named
    )
