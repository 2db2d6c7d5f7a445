"""Pronouns of both languages, with the gender and number that they ask for."""

from collections.abc import Sequence

from quotes.extraction.tokens import Token

_PRONOUNS = {
    **dict.fromkeys(
        ["he", "him", "his", "himself", "il", "lui", "-il", "-t-il"],
        ("m", False, False),
    ),
    **dict.fromkeys(
        ["she", "her", "hers", "herself", "elle", "-elle", "-t-elle"],
        ("f", False, False),
    ),
    **dict.fromkeys(
        ["they", "them", "their", "ils", "eux", "-ils", "-t-ils"], ("", True, False)
    ),
    **dict.fromkeys(["elles", "-elles", "-t-elles"], ("f", True, False)),
    **dict.fromkeys(["it", "its", "itself"], ("", False, True)),
}
_LATTER = {
    **dict.fromkeys(("ce dernier", "celui-ci", "l'intéressé"), ("m", False)),
    **dict.fromkeys(("cette dernière", "celle-ci", "l'intéressée"), ("f", False)),
    **dict.fromkeys(("ces derniers", "ceux-ci"), ("", True)),
    **dict.fromkeys(("ces dernières", "celles-ci"), ("f", True)),
    **dict.fromkeys(("the latter", "latter"), ("", False)),
}


#: Where one of them can begin: asked for every word of a text.
LATTER_FIRST = frozenset(
    {each.split()[0] for each in _LATTER} | {"l'", "celui", "celle", "ceux", "celles"}
)


def pronoun_of(word: str) -> tuple[str, bool, bool] | None:
    """Return gender, number and thinghood of a pronoun, None for another word."""
    return _PRONOUNS.get(word)


def latter_at(items: Sequence[Token], at: int) -> tuple[str, bool, int] | None:
    """Return gender, number and length in items of “ce dernier” and the like."""
    if at >= len(items) or items[at].lower not in LATTER_FIRST:
        return None
    for length in (1, 2):
        words = " ".join(each.lower for each in items[at : at + length])
        found = _LATTER.get(words.replace("' ", "'"))
        if found is not None and at + length <= len(items):
            return (*found, length)
    return None
