"""English noun phrases: the one that ends before an item, the one that begins at it."""

from collections.abc import Sequence

from quotes.extraction.english import words as w
from quotes.extraction.english.clauses import is_verb, may_be_verb
from quotes.extraction.english.verbs import lexicon
from quotes.extraction.tokens import Sort, Token

Range = tuple[int, int]
FAR = 40
#: A relative clause behind a subject is no longer than this.
_RELATIVE_FAR = 12
OPENERS = w.SUBORDINATING - {
    "as",
    "after",
    "before",
    "since",
    "until",
    "what",
} | w.RELATIVES - {"that", "whose"}


def lower(items: Sequence[Token], at: int) -> str:
    """Return an item's folded word, empty outside the sentence."""
    return items[at].lower if 0 <= at < len(items) else ""


def is_inner_stop(items: Sequence[Token], at: int) -> bool:
    """Tell whether a full stop belongs to an abbreviation: “Dr. X”, “J. Doe”, “U.S.”."""
    if items[at].text != "." or at == 0:
        return False
    before = items[at - 1]
    return before.end == items[at].start and (
        len(before.text) <= 2
        or before.lower in w.TITLES | w.MONTHS
        or before.lower
        in (
            "inc",
            "ltd",
            "corp",
            "co",
            "ont",
            "que",
            "alta",
            "st",
            "jr",
            "sr",
            "supt",
            "insp",
        )
    )


def phrase_ending(items: Sequence[Token], end: int) -> Range | None:
    """Return the noun phrase that ends before an item, read from right to left."""
    start = end
    while start > 0 and end - start < FAR and not _parts(items, start - 1, end, start):
        start -= 1
    if start and (relative := _relative_before(items, start, end)) is not None:
        return phrase_ending(items, relative)
    if start >= end:
        return None
    start = _own_start(items, start, end)
    while start < end and (
        items[start].lower in w.COORDINATING
        or (
            w.is_adverb(items[start].lower, items[start].capital)
            and items[start].lower not in ("all", "both")
        )
    ):
        start += 1
    start = _behind_clause(items, start, end)
    if start >= end or items[end - 1].lower == "'s":
        return None
    return (start, end) if can_speak(items, start, end) else None


def _behind_clause(items: Sequence[Token], start: int, end: int) -> int:
    """Step over a clause in front: “talks slowed after Chinese leaders said …”."""
    for at in range(end - 2, start, -1):
        if items[at].lower in (
            "after",
            "before",
            "as",
            "since",
            "until",
            "than",
        ) and any(is_verb(each) for each in items[start:at]):
            return at + 1
    return start


def _relative_before(items: Sequence[Token], start: int, end: int) -> int | None:
    """Return the relative pronoun of a clause behind a subject, None if there is none.

    “people who live nearby said”: the words read back so far belong to that clause.
    """
    stopped = items[start - 1]
    if not (is_verb(stopped) or stopped.lower in ("who", "that", "which")):
        return None
    if stopped.lower in ("who", "that", "which"):
        verb = start < end and (
            is_verb(items[start])
            or (stopped.lower != "that" and may_be_verb(items[start]))
        )
        return start - 1 if verb and start > 1 else None
    for at in range(start - 2, max(0, start - _RELATIVE_FAR), -1):
        if items[at].lower in ("who", "which"):
            return at
        if items[at].lower == "that":
            return at if is_verb(items[at + 1]) and not is_verb(items[at - 1]) else None
        if items[at].sort in (Sort.SIGN, Sort.QUOTE):
            return None
    return None


def _parts(items: Sequence[Token], at: int, end: int, start: int) -> bool:
    item = items[at]
    word = item.lower
    if item.sort is Sort.QUOTE:
        return True
    if item.sort is Sort.SIGN:
        return not is_inner_stop(items, at) and item.text not in (
            "%",
            "&",
            "/",
            "$",
            "#",
            "@",
            "-",
        )
    if item.sort is Sort.MARK:
        return True
    if word in w.SUBJECTS and word not in ("it", "you") and start < end:
        return True
    if word in w.COORDINATING:
        if word == "and" and at + 1 < len(items) and at:
            both = items[at + 1].capital and items[at - 1].capital
            return not both
        return True
    if word in OPENERS:
        return True
    if word in w.AUXILIARIES and word != "'s":
        return True
    return not item.capital and word in lexicon() and word not in w.AMBIGUOUS


#: Words that begin a noun phrase, where nothing of it stands in front of them.
_BEGINNERS = w.word_set("the a an his her their its some many another one")


def _own_start(items: Sequence[Token], start: int, end: int) -> int:
    own = start
    if items[end - 1].lower == "it":
        return end - 1
    if items[own].lower in ("what", "as") and end - own > 1:
        own += 1
    for at in range(own + 1, end):
        word, before = items[at].lower, items[at - 1]
        if (word in w.SUBJECTS and word not in ("it", "you")) or (
            word in _BEGINNERS
            and before.sort is not Sort.SIGN
            and before.lower not in w.PREPOSITIONS | w.DETERMINERS | w.COORDINATING
            and not before.capital
        ):
            own = at
    if items[own].lower in w.PREPOSITIONS and items[own].lower != "as":
        for at in range(own + 1, end):
            if items[at].lower in w.DAYS | w.MONTHS and at + 1 < end:
                own = at + 1
        if items[own].lower in w.PREPOSITIONS:
            for at in range(own + 1, end):
                if (
                    items[at].capital
                    and items[at].lower not in w.DAYS | w.MONTHS
                    and not items[at - 1].capital
                    and items[at - 1].lower not in w.PREPOSITIONS | w.DETERMINERS
                ):
                    return at
    return own


def can_speak(items: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether a noun phrase can be somebody who says something."""
    if (
        end - start == 1
        and items[start].lower in w.NOBODY - {"it"} | w.FIRST_PERSONS | w.DAYS
    ):
        return False
    if items[start].lower in w.PREPOSITIONS - _ABOUT | {"no", "neither"}:
        return False
    if items[start].lower in w.FIRST_PERSONS or items[end - 1].lower in w.TIMES:
        return False
    return any(
        each.sort in (Sort.WORD,)
        and each.lower not in w.DETERMINERS | w.PREPOSITIONS - {"it"}
        for each in items[start:end]
    ) or lower(items, start) in (
        "it",
        "some",
        "many",
        "others",
        "one",
        "another",
        "both",
        "most",
        "several",
        "all",
    )


#: Prepositions that stand in front of a number: “about 20 people said”.
_ABOUT = w.word_set("about around over under up near within")


def phrase_after(
    items: Sequence[Token], at: int, *, stop: int | None = None
) -> Range | None:
    """Return the noun phrase that begins at an item."""
    limit = min(len(items), at + FAR if stop is None else stop)
    if at >= limit:
        return None
    first = items[at]
    if first.lower in w.PRONOUNS:
        return (at, at + 1) if first.lower != "who" else None
    if first.sort not in (Sort.WORD, Sort.NUMBER):
        return None
    if (
        first.lower
        in w.PREPOSITIONS | w.AUXILIARIES | OPENERS | w.COORDINATING | w.FIRST_PERSONS
        or first.lower in w.DAYS
        or (
            w.is_adverb(first.lower, first.capital)
            and first.lower not in ("all", "both")
        )
    ):
        return None
    end = at + 1
    while end < limit and _goes_on(items, at, end):
        end += 1
    while (
        end > at + 1
        and items[end - 1].lower
        in w.PREPOSITIONS | w.DETERMINERS - {"'s", "’s"} | w.COORDINATING
    ):
        end -= 1
    return (at, end) if can_speak(items, at, end) else None


def _goes_on(items: Sequence[Token], start: int, at: int) -> bool:
    item, before = items[at], items[at - 1]
    word = item.lower
    if item.sort is Sort.QUOTE:
        return False
    if item.sort is Sort.SIGN:
        return (is_inner_stop(items, at) and at + 1 < len(items)) or item.text in (
            "&",
            "/",
            "-",
        )
    if item.sort is Sort.NUMBER:
        return before.lower not in w.MONTHS
    if word in ("of", "for", "at") or (
        word == "the" and before.lower in ("of", "for", "at", "and")
    ):
        return True
    if word == "with":
        return at - start < 6
    if word == "and":
        return at + 1 < len(items) and (items[at + 1].capital == before.capital)
    if (
        word in w.PREPOSITIONS | w.AUXILIARIES - {"'s"} | OPENERS | w.SUBJECTS
        or word in w.DAYS | w.COORDINATING
    ):
        return False
    if w.is_adverb(word, item.capital):
        return False
    if is_verb(item) and word not in w.AMBIGUOUS and word != "'s":
        return False
    if word in w.DETERMINERS and word not in ("'s", "’s"):
        return before.lower in w.PREPOSITIONS | {"and", "all", "both"}
    return before.lower not in w.MONTHS | w.DAYS
