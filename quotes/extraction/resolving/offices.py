"""What a title says: its noun, the words around it, and whether it is held now."""

from collections.abc import Sequence
from dataclasses import dataclass

from quotes.extraction.english import words as english
from quotes.extraction.french import words as french
from quotes.extraction.resolving.folding import fold
from quotes.extraction.resolving.roles import NOT_NOW, role_of
from quotes.extraction.tokens import Sort, Token

SMALL = (
    french.DETERMINERS
    | french.LINKING
    | {"à", "au", "aux", "en", "et", "pour", "sur"}
    | {"of", "for", "the", "a", "an", "and", "at", "in", "with", "'s", "’s"}
)


@dataclass(frozen=True, slots=True)
class Title:
    """An office or trade: its common form, the folded words around it, and whether now.

    gender is what its form and its determiner tell; plural, that several bear it.
    """

    head: str
    words: frozenset[str]
    gender: str = ""
    now: bool = True
    plural: bool = False


def title_in(
    items: Sequence[Token], start: int, end: int, language: str
) -> Title | None:
    """Return the title that a range of items states, None if it states none.

    Its noun is the first role before any preposition in French, the last in English.
    """
    at = head_at(items, start, end, language)
    if at is None:
        return None
    found = role_of(items[at].text)
    if found is None:
        return None
    role, plural = found
    words = frozenset(
        fold(each.text)
        for number, each in enumerate(items[start:end], start)
        if each.sort is Sort.WORD and each.lower not in SMALL and number != at
    )
    head, extra = compound(role.head, fold(items[at].text), words)
    gender = role.gender if language == "fr" or role.gender == "f" else ""
    determiners = {each.lower for each in items[start:at]}
    if language == "fr" and not gender:
        gender = "f" if determiners & {"la", "une", "cette", "sa"} else ""
        gender = "m" if determiners & {"le", "un", "ce", "cet", "du", "au"} else gender
    now = not words & NOT_NOW and not items[at].lower.startswith("ex-")
    return Title(head, (words | extra) - NOT_NOW, gender, now, plural)


def head_at(items: Sequence[Token], start: int, end: int, language: str) -> int | None:
    roles: list[int] = []
    for at in range(start, end):
        if (
            items[at].lower in (english.PREPOSITIONS if language == "en" else _LINKS)
            and roles
        ):
            break
        if items[at].sort is Sort.WORD and role_of(items[at].text):
            if language == "fr" and items[at].lower in NO_ROLES:
                continue
            roles.append(at)
            if language == "fr":
                break
    return roles[-1] if roles else None


#: English roles that are French words of another kind.
NO_ROLES = frozenset(
    ("premier", "première", "son", "chair", "man", "forward", "justice", "pilot")
)
_LINKS = french.LINKING | french.PREPOSITIONS


def compound(head: str, word: str, words: frozenset[str]) -> tuple[str, frozenset[str]]:
    """Return the common form of an office whose name is more than one word."""
    nothing: frozenset[str] = frozenset()
    if word.startswith("vice-") or "vice" in words:
        return f"vice-{head}", nothing
    if head == "minister" and words & {"premier", "premiere", "prime"}:
        return "prime-minister", nothing
    if head == "minister" and words & {"deputy"}:
        return "deputy-minister", nothing
    if head == "secretary" and words & {"etat", "state"}:
        return "secretary-of-state", frozenset(("affaires", "etrangeres", "foreign"))
    if head == "secretary" and words & {"general", "generale"}:
        return "secretary-general", nothing
    if head == "chief" and words & {"diplomatie", "diplomacy"}:
        foreign = frozenset(("affaires", "etrangeres", "foreign"))
        us = words & {"americaine", "american"}
        return ("secretary-of-state" if us else "minister"), foreign
    if head == "chief" and words & {"etat"} and not words & {"major"}:
        return "president", nothing
    if head == "chief" and words & {"gouvernement"}:
        return "prime-minister", nothing
    if head == "representative" and words & {"haut", "haute", "high"}:
        return "high-representative", nothing
    return head, nothing
