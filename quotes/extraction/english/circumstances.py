"""When, where and to whom it was said: what stands between an English cue and its words."""

from collections.abc import Sequence

from quotes.extraction.english import words as w
from quotes.extraction.english.phrases import OPENERS, is_inner_stop, lower
from quotes.extraction.tokens import Sort, Token


def over_circumstances(items: Sequence[Token], at: int) -> int:
    """Step over days, adverbs and phrases like “in a statement”, “on Twitter”, “to reporters”."""
    limit = min(len(items), at + 30)
    while at < limit:
        word = items[at].lower
        if (word in w.DAYS and lower(items, at + 1) != "'s") or (
            w.is_adverb(word, items[at].capital)
            and word
            not in ("all", "both", "just", "even", "not", "once", "so", "only", "now")
        ):
            at += 1
        elif word in (
            "in",
            "on",
            "at",
            "during",
            "to",
            "by",
            "via",
            "through",
            "from",
            "after",
            "before",
            "of",
        ):
            if word == "to" and not _is_listener(items, at + 1):
                return at
            end = _short_phrase(items, at + 1, limit)
            if end is None:
                return at
            at = end
        elif (
            word in ("last", "this", "earlier", "late", "early")
            and lower(items, at + 1) in w.TIMES
        ):
            at += 2
        else:
            break
    return at


def _is_listener(items: Sequence[Token], at: int) -> bool:
    """Tell whether an item can begin who is spoken to, not an infinitive."""
    if at >= len(items):
        return False
    item = items[at]
    return (
        item.capital
        or item.lower in w.DETERMINERS | w.LISTENERS | _OBJECTS
        or item.lower.endswith(("ers", "ists", "ors", "ents"))
    )


_OBJECTS = w.word_set("me us him them you media people lawmakers local foreign")


#: As many words as a phrase of circumstances has, and the prepositions inside it.
_MOST = 8
_INSIDE = frozenset(("of", "with", "to", "on", "in", "at", "for", "about"))


def _short_phrase(items: Sequence[Token], at: int, limit: int) -> int | None:
    """Return the end of the noun phrase behind a preposition, None if there is none."""
    start = at
    while at < limit and items[at].lower in w.DETERMINERS - {"that"}:
        at += 1
    count = 0
    while at < limit and count < _MOST:
        item = items[at]
        if item.sort is Sort.SIGN:
            if is_inner_stop(items, at) or item.text == "-":
                at += 1
                continue
            break
        if item.sort not in (Sort.WORD, Sort.NUMBER):
            break
        if _ends_phrase(items, at) or (count and _begins_another(items, at, start)):
            break
        at, count = at + 1, count + 1
    return at if count else None


def _ends_phrase(items: Sequence[Token], at: int) -> bool:
    word = items[at].lower
    if word in w.SUBJECTS | w.AUXILIARIES - {"'s"} | OPENERS | {"that"}:
        return True
    return word in w.PREPOSITIONS - _INSIDE


def _begins_another(items: Sequence[Token], at: int, start: int) -> bool:
    """Tell whether an item begins a new phrase: “in a letter the mayor …”."""
    item, before = items[at], items[at - 1]
    word = item.lower
    if word in w.DETERMINERS and word != "'s" and before.lower not in w.PREPOSITIONS:
        return True
    if (
        item.capital
        and not before.capital
        and before.lower not in w.PREPOSITIONS | w.DETERMINERS
    ):
        return True
    dated = items[start].lower in w.DAYS | w.MONTHS
    return dated and word not in w.DAYS | w.MONTHS and item.sort is not Sort.NUMBER
