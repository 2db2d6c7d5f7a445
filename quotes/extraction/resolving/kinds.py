"""What a name is by its own words: of a person, a body, a place, a group."""

from functools import cache, lru_cache

from quotes.extraction.resolving.firstnames import is_first_name
from quotes.extraction.resolving.folding import fold, word_set
from quotes.extraction.resolving.places import is_place, nationalities
from quotes.extraction.resolving.roles import BODIES, CIVILITIES, ROLES, role_of

_PARTIES = word_set(
    "liberal conservative republican republicain democrat democratic democrate ndp tory"
    " green socialist socialiste canadien catholic police"
)


@cache
def collectives() -> frozenset[str]:
    """Return parties and nationalities, folded."""
    return _PARTIES | nationalities()


@lru_cache(maxsize=4096)
def kind_of(words: tuple[str, ...], determined: str = "") -> str:
    """Return what a name is by its own words.

    That is "person", "body", "place", "group", "title" or "" (they do not tell).

    determined is the language of the article in front of it, "" without one: in English
    it may be of another noun (“the Trudeau government”).
    """
    folded = [fold(each) for each in words]
    if is_place(" ".join(words)) or all(len(each) == 1 for each in words):
        return "place"  # “Ottawa”, “N.C.”
    if len(words) == 1:
        if role_of(words[0]) or folded[0] in CIVILITIES:
            return "title"
        if folded[0].endswith("s") and folded[0][:-1] in collectives():
            return "group"
        if words[0].isupper() and len(words[0]) > 1:
            return "body"
        return "body" if determined == "fr" or folded[0] in BODIES else ""
    if is_first_name(words[0]) and folded[-1] not in BODIES and folded[0] not in BODIES:
        return "" if determined else "person"
    if all(each in collectives() or is_place(each) for each in folded):
        return "title"
    if folded[-1] in ROLES and not is_first_name(words[0]):
        return "title"
    if any(each in BODIES for each in folded) or determined:
        return "body"
    return ""
