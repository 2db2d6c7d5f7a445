"""Titles: what the text says that a person is, before the name or behind it."""

from collections.abc import Sequence

from quotes.extraction.english import words as english
from quotes.extraction.french import words as french
from quotes.extraction.resolving.folding import fold
from quotes.extraction.resolving.naming import Run
from quotes.extraction.resolving.offices import (
    NO_ROLES,
    SMALL,
    Title,
    compound,
    head_at,
    title_in,
)
from quotes.extraction.resolving.places import nationalities
from quotes.extraction.resolving.roles import NOT_NOW, role_of
from quotes.extraction.tokens import Sort, Token

#: No title is longer, in items.
FAR = 14
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
    if item.sort is not Sort.WORD or item.lower in SMALL | french.PREPOSITIONS:
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
        if role_of(item.text) and item.lower not in NO_ROLES:
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
    return item.lower in french.DETERMINERS | {
        "du",
        "au",
        "premier",
        "première",
        "ex",
    } or (
        fold(item.text)
        in NOT_NOW | {"nouveau", "nouvelle", "haut", "haute", "vice", "actuel"}
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
        if at < len(items) and items[at].lower not in (
            "le",
            "la",
            "l'",
            "the",
            "a",
            "un",
        ):
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
    head = head_at(items, at, end, language)
    if head is None or (language == "fr" and head - at > 3):
        return None
    if items[at].lower in _ARTICLES and not _is_closed(items, head + 1, end):
        return None
    # “Trudeau, Minister Freeland and others”: the title is another's.
    if head + 1 < end and items[head + 1].capital and not role_of(items[head + 1].text):
        return None
    return title_in(items, at, end, language)


_ARTICLES = frozenset(("the", "le", "la", "l'"))
_TIED = french.LINKING | french.PREPOSITIONS | english.PREPOSITIONS | {"and", "et"}


def _is_closed(items: Sequence[Token], at: int, end: int) -> bool:
    """Tell whether a title behind a name goes on as one, not with a verb of its own.

    “In Chelsea, the mayor announced” is none of Chelsea's.
    """
    if at >= len(items) or items[at].sort is not Sort.WORD or items[at].lower in _TIED:
        return True
    folded = fold(items[at].text)
    adjective = folded in nationalities() or folded.endswith(_ADJECTIVES)
    return at < end and (items[at].capital or adjective)


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
        while (
            start > 0
            and run.opening - start < 8
            and _in_english_title(items, start - 1)
        ):
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
            about = frozenset(
                fold(each.text) for each in rest if each.lower not in SMALL
            )
            head, extra = compound("chief", "chief", about)
            return Title(head, about | extra)
    return None
