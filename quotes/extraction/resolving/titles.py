"""Titles: what the text says that a person is, before the name or behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from quotes.extraction.english import words as english
from quotes.extraction.french import words as french
from quotes.extraction.resolving.folding import fold
from quotes.extraction.resolving.naming import Run
from quotes.extraction.resolving.places import nationalities
from quotes.extraction.resolving.roles import NOT_NOW, role_of
from quotes.extraction.tokens import Sort, Token

#: No title is longer, in items.
FAR = 14
_SMALL = (
    french.DETERMINERS
    | french.LINKING
    | {"à", "au", "aux", "en", "et", "pour", "sur"}
    | {"of", "for", "the", "a", "an", "and", "at", "in", "with", "'s", "’s"}
)
_CUTS = (
    (french.RELATIVES - {"où"})
    | (french.HAVE | french.BE | french.MODALS | french.SUBORDINATING)
    | (english.AUXILIARIES | {"who", "which", "that", "said", "says", "told"})
) - {"as", "s'"}
_ADJECTIVES = (
    *("ain", "aine", "ien", "ienne", "ais", "aise", "ois", "oise", "iste", "een"),
    *("eenne", "al", "ale", "ique", "aire", "eres", "ant", "ante", "el", "elle", "if"),
    *("ive", "in", "ine", "ier", "iere", "aux", "ales", "iques", "ives", "elles"),
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


def title_in(items: Sequence[Token], start: int, end: int, language: str) -> Title | None:
    """Return the title that a range of items states, None if it states none.

    Its noun is the first role before any preposition in French, the last in English.
    """
    at = _head(items, start, end, language)
    if at is None:
        return None
    found = role_of(items[at].text)
    if found is None:
        return None
    role, plural = found
    words = frozenset(
        fold(each.text)
        for number, each in enumerate(items[start:end], start)
        if each.sort is Sort.WORD and each.lower not in _SMALL and number != at
    )
    head, extra = _compound(role.head, fold(items[at].text), words)
    gender = role.gender if language == "fr" or role.gender == "f" else ""
    determiners = {each.lower for each in items[start:at]}
    if language == "fr" and not gender:
        gender = "f" if determiners & {"la", "une", "cette", "sa"} else ""
        gender = "m" if determiners & {"le", "un", "ce", "cet", "du", "au"} else gender
    now = not words & NOT_NOW and not items[at].lower.startswith("ex-")
    return Title(head, (words | extra) - NOT_NOW, gender, now, plural)


def _head(items: Sequence[Token], start: int, end: int, language: str) -> int | None:
    roles = []
    for at in range(start, end):
        if items[at].lower in (
            english.PREPOSITIONS if language == "en" else _LINKS
        ) and roles:
            break
        if items[at].sort is Sort.WORD and role_of(items[at].text):
            if language == "fr" and items[at].lower in _NO_ROLES:
                continue
            roles.append(at)
            if language == "fr":
                break
    return roles[-1] if roles else None


#: English roles that are French words of another kind.
_NO_ROLES = frozenset(("premier", "première", "son", "chair", "man", "forward"))
_LINKS = french.LINKING | french.PREPOSITIONS


def _compound(head: str, word: str, words: frozenset[str]) -> tuple[str, frozenset[str]]:
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


def title_before(items: Sequence[Token], run: Run, language: str) -> Title | None:
    """Return the title in front of a name: “le président russe X”, “Chief X”."""
    if language == "en":
        return _english_before(items, run)
    end = run.first
    if end and items[end - 1].text == ",":
        end -= 1
        start = _role_start(items, end, apart=True)
    else:
        if not end or not _leads(items, end - 1):
            return None
        start = _role_start(items, end, apart=False)
    return None if start is None else title_in(items, start, end, language)


def _leads(items: Sequence[Token], at: int) -> bool:
    """Tell whether a word can be the last of a French title in front of a name."""
    item = items[at]
    if item.text == ".":  # “le ministre M. X”
        return at > 0 and items[at - 1].lower in french.CIVILITIES
    if item.sort is not Sort.WORD or item.lower in _SMALL | french.PREPOSITIONS:
        return False
    folded = fold(item.text)
    return (
        item.capital
        or role_of(item.text) is not None
        or folded in nationalities()
        or folded.endswith(_ADJECTIVES)
        or (at > 0 and items[at - 1].lower in french.LINKING | {"à", "l'", "la", "aux"})
    )


def _role_start(items: Sequence[Token], end: int, *, apart: bool) -> int | None:
    """Return where a French title that ends before an item begins."""
    for at in range(end - 1, max(-1, end - FAR), -1):
        item = items[at]
        if item.sort not in (Sort.WORD, Sort.NUMBER) and item.text not in (".", "-"):
            return None
        if item.lower in _CUTS and not item.capital:
            return None
        if item.lower in _OPENERS and items[at - 1].lower not in _TIES and at:
            return None
        if role_of(item.text) and item.lower not in _NO_ROLES:
            start = at
            while start > 0 and (
                _opens_title(items[start - 1]) or role_of(items[start - 1].text)
            ):
                start -= 1
            opened = start < at or item.capital or start == 0
            return start if opened or not apart else None
    return None


_OPENERS = french.DETERMINERS - french.LINKING
_TIES = french.PREPOSITIONS | french.LINKING | {"et"}


def _opens_title(item: Token) -> bool:
    return item.lower in french.DETERMINERS | {"du", "au", "premier", "première", "ex"} or (
        fold(item.text) in NOT_NOW | {"nouveau", "nouvelle", "haut", "haute", "vice", "actuel"}
    )


def _english_before(items: Sequence[Token], run: Run) -> Title | None:
    end = run.first
    while end > run.opening and items[end - 1].text == ".":
        end -= 1
    if end and items[end - 1].text == ",":
        start = max(0, end - FAR)
        for at in range(end - 2, start, -1):
            if items[at].sort is not Sort.WORD or items[at].lower in _CUTS:
                return None
            if items[at].lower in ("the", "a", "an"):
                return title_in(items, at, end - 1, "en")
        return None
    if not end or not role_of(items[end - 1].text):
        return None
    start = end - 1
    while start > 0 and end - start < 8 and _in_english_title(items, start - 1):
        start -= 1
    return title_in(items, start, end, "en")


def _in_english_title(items: Sequence[Token], at: int) -> bool:
    item = items[at]
    return (
        item.sort is Sort.WORD
        and item.lower not in _CUTS | english.PREPOSITIONS | english.COORDINATING
    ) and not (at + 1 < len(items) and items[at + 1].lower in ("the", "a", "an"))


def title_after(items: Sequence[Token], run: Run, language: str) -> Title | None:
    """Return the title behind a name: “X, ministre de Y”, “X, who is the mayor of Y”."""
    at = run.last
    if at >= len(items):
        return None
    if items[at].lower in ("est", "is", "was", "était"):
        at += 1
        if at < len(items) and items[at].lower not in ("le", "la", "l'", "the", "a", "un"):
            return None
    elif items[at].text in (",", "(", "–", "—"):
        at += 1
        if at + 1 < len(items) and items[at].lower in ("who", "qui"):
            at += 2 if items[at + 1].lower in ("is", "est", "was", "était") else 99
    else:
        return None
    end = at
    while end < len(items) and end - at < FAR and not _ends_after(items, at, end):
        end += 1
    if end <= at or items[at].lower.endswith("ing"):
        return None
    head = _head(items, at, end, language)
    if head is None or (language == "fr" and head - at > 3):
        return None
    # “Trudeau, Minister Freeland and others”: the title is another's.
    if head + 1 < end and items[head + 1].capital and not role_of(items[head + 1].text):
        return None
    return title_in(items, at, end, language)


def _ends_after(items: Sequence[Token], start: int, at: int) -> bool:
    item = items[at]
    if item.sort not in (Sort.WORD, Sort.NUMBER):
        return not (item.text == "." and len(items[at - 1].text) <= 3 and at > start)
    return item.lower in _CUTS and not item.capital


def titled_start(items: Sequence[Token], run: Run, language: str) -> int:
    """Return where a name with the title in front of it begins."""
    start = run.opening
    if language == "fr" and run.first and _leads(items, run.first - 1):
        found = _role_start(items, run.first, apart=False)
        start = min(start, run.opening if found is None else found)
    elif language == "en":
        while start > 0 and run.opening - start < 8 and _in_english_title(items, start - 1):
            start -= 1
        if run.opening > start and not role_of(items[run.opening - 1].text):
            start = run.opening
    if start and items[start - 1].lower in french.DETERMINERS | english.DETERMINERS:
        start -= 1
    return start


def title_leading(items: Sequence[Token], run: Run, end: int) -> Title | None:
    """Return the title of one who leads something: “X, à la tête de la diplomatie”.

    end is the item where the next name begins.
    """
    for at in range(run.last, min(end, run.last + 2 * FAR)):
        words = [each.lower for each in items[at : at + 3]]
        if words == ["à", "la", "tête"] or words == ["at", "the", "head"]:
            rest = [each for each in items[at + 3 : at + 9] if each.sort is Sort.WORD]
            about = frozenset(fold(each.text) for each in rest if each.lower not in _SMALL)
            head, extra = _compound("chief", "chief", about)
            return Title(head, about | extra)
    return None
