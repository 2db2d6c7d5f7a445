"""Relatives: those whom a text brings in by somebody else, “her husband, Paul Roux”."""

from collections.abc import Sequence

from quotes.extraction.resolving.folding import word_set
from quotes.extraction.tokens import Token

_KIN = word_set(
    "husband wife son daughter brother sister mother father partner fiance fiancee parents"
    " uncle aunt cousin nephew niece widow widower grandmother grandfather stepson ex-wife"
    " ex-husband girlfriend boyfriend mari femme epouse epoux fils fille frere soeur mere"
    " pere compagne compagnon oncle tante cousine neveu niece veuve veuf fiancé fiancée"
    " épouse époux frère sœur mère père"
)


def is_kin(items: Sequence[Token], first: int) -> bool:
    """Tell whether the name that begins at an item is brought in as a relative's."""
    at = first - 1
    while at >= 0 and items[at].text in (",", "late", "then"):
        at -= 1
    return at > 0 and items[at].lower in _KIN
