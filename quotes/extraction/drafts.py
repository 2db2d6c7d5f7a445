"""What the rules of a language hand over: statements by items, not yet resolved."""

from collections.abc import Sequence
from dataclasses import dataclass

from quotes.extraction.spans import Polarity, Span
from quotes.extraction.tokens import Sort, Token

Range = tuple[int, int]


@dataclass(slots=True)
class Draft:
    """A statement in the making; all positions are code points."""

    content: list[Span]
    cue: Span | None
    #: Several where the text names several; empty where it names none.
    mentions: list[Span]
    rule: str
    sentence: int
    polarity: Polarity = Polarity.ASSERTED
    heading: bool = False
    continues: bool = False
    nested: bool = False
    #: The draft whose speaker serves, where this one names none of its own.
    after: "Draft | None" = None

    @property
    def start(self) -> int:
        """Where the first piece begins."""
        return min(each.start for each in self.content)

    @property
    def end(self) -> int:
        """Where the last piece ends."""
        return max(each.end for each in self.content)


@dataclass(frozen=True, slots=True)
class Opening:
    """A cue and its speaker without words: those may stand in the next sentence."""

    cue: Span
    mention: Span


_EDGE = frozenset((",", ";", ":", ".", "–", "—", "-", "…", "..."))


def span(items: Sequence[Token], place: Range) -> Span:
    """Return the stretch of the text that a range of items covers."""
    return Span(items[place[0]].start, items[place[1] - 1].end)


def trimmed(items: Sequence[Token], start: int, end: int) -> Range:
    """Return a range without signs at its edges that belong to the sentence around it."""
    while start < end and items[start].sort is Sort.SIGN and items[start].text in _EDGE:
        start += 1
    while (
        end > start
        and items[end - 1].sort is Sort.SIGN
        and items[end - 1].text in _EDGE
    ):
        end -= 1
    return start, end
