"""Where the statements of a text stand in its next version.

Pure: two texts and the spans of statements in, a state and a place for every span out;
nothing is stored and nothing decided. Positions are Unicode code points, end exclusive.
"""

from quotes.anchoring.span import (
    AMBIGUOUS,
    EXACT,
    LOST,
    MOVED,
    PLACED,
    REWORDED,
    OldSpan,
    Placed,
    unplaced,
)
from quotes.anchoring.statements import Anchoring, anchor, summary
from quotes.anchoring.wording import ALIKE

__all__ = [
    "ALIKE",
    "AMBIGUOUS",
    "EXACT",
    "LOST",
    "MOVED",
    "PLACED",
    "REWORDED",
    "Anchoring",
    "OldSpan",
    "Placed",
    "anchor",
    "summary",
    "unplaced",
]
