"""English noun phrases around a verb: who speaks, before it or behind it."""

from collections.abc import Sequence

from quotes.extraction.english import words as w
from quotes.extraction.english.clauses import is_verb
from quotes.extraction.english.verbs import lexicon
from quotes.extraction.tokens import Sort, Token

Range = tuple[int, int]
FAR = 40
#: A relative clause behind a subject is no longer than this.
_RELATIVE_FAR = 12
_OPENERS = w.SUBORDINATING - {
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


def subject_before(items: Sequence[Token], at: int) -> Range | None:
    """Return the noun phrase that ends where a verb group begins, None if there is none."""
    end = at
    while (
        end > 0
        and (w.is_adverb(items[end - 1].lower, items[end - 1].capital) or items[end - 1].lower in w.DAYS)
        and items[end - 1].lower not in ("all", "both")
    ):
        end -= 1
    end = _before_time(items, end)
    if end and lower(items, end - 1) == ",":
        # “Scheer, however, said”; “X, a doctor from Y, says”
        return _with_apposition(items, end - 1)
    if end and lower(items, end - 1) in (")", "–", "—", "--", "-"):
        back = _over(items, end)
        if back is not None:
            return phrase_ending(items, back)
    return phrase_ending(items, end)


def _before_time(items: Sequence[Token], end: int) -> int:
    """Step back over “last week”, “earlier this month” between a subject and its verb."""
    if lower(items, end - 1) in _TIMES and lower(items, end - 2) in ("last", "this"):
        end -= 2
        end -= lower(items, end - 1) in ("earlier", "late", "later", "early")
    return end


_TIMES = w.DAYS | w.MONTHS | w.word_set("week weekend month year spring summer fall winter")
#: Prepositions that stand in front of a number: “about 20 people said”.
_ABOUT = w.word_set("about around over under up near within")
_PAIRS = {")": "(", "–": "–", "—": "—", "--": "--", "-": "-"}


def _over(items: Sequence[Token], end: int) -> int | None:
    sign = _PAIRS.get(items[end - 1].text)
    for at in range(end - 2, max(-1, end - FAR), -1):
        if items[at].text == sign:
            return at
    return None


def _with_apposition(items: Sequence[Token], comma: int) -> Range | None:
    depth_limit = max(-1, comma - FAR)
    best = None
    for at in range(comma - 1, depth_limit, -1):
        text = items[at].text
        if text == "," and not _is_inner_comma(items, at):
            best = phrase_ending(items, at)
            if (
                best
                and lower(items, best[0]) not in ("a", "an")
                and not _follows_comma_role(items, best)
            ):
                return named_beside(items, best)
        if (
            text in (";", ":")
            or (text == "." and not is_inner_stop(items, at))
            or items[at].sort is Sort.QUOTE
        ):
            break
    return best


def named_beside(items: Sequence[Token], place: Range) -> Range:
    """Return the name set beside a role, else the phrase itself: “her lawyer, Ann Bell,”."""
    start, end = place
    if lower(items, end) != "," or not (
        items[start].lower in w.DETERMINERS or not items[end - 1].capital
    ):
        return place
    at = end + 1
    while at < len(items) and at < end + 8 and (
        (items[at].sort is Sort.WORD and items[at].capital)
        or (is_inner_stop(items, at) and len(items[at - 1].text) == 1)
    ):
        at += 1
    words = [each for each in items[end + 1 : at] if each.sort is Sort.WORD]
    closed = at == len(items) or items[at].text in (",", ".", "—", "–", "--")
    is_name = (
        len(words) > 1
        and max(len(each.text) for each in words) > 2
        and words[0].lower not in _REGIONS
    )
    return (end + 1, at) if is_name and closed else place


#: How the names of provinces and states of two words begin: “Truro, Nova Scotia,”.
_REGIONS = w.word_set("british new nova north south west prince northwest rhode district united puerto")


def whole_start(items: Sequence[Token], place: Range) -> int:
    """Return where a subject begins with the role in front of its name: “the dean, Ann Bell,”."""
    start = place[0]
    if lower(items, start - 1) != ",":
        return start
    role = phrase_ending(items, start - 1)
    if role and named_beside(items, role) == place:
        return role[0]
    return start


def _is_inner_comma(items: Sequence[Token], at: int) -> bool:
    """Tell whether a comma belongs to a place or age: “Truro, N.S.,”, “Cook, 20,”."""
    after = items[at + 1] if at + 1 < len(items) else None
    return bool(
        after
        and after.sort is Sort.NUMBER
        and len(after.text) == 4
        and at
        and items[at - 1].sort is Sort.NUMBER
    )


def _follows_comma_role(items: Sequence[Token], place: Range) -> bool:
    """Tell whether a phrase is itself an apposition or the rest of one."""
    start, end = place
    before = lower(items, start - 1)
    if before != ",":
        return False
    return not items[start].capital or end - start == 1 or lower(items, end) == "."


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
    return (start, end) if start < end and can_speak(items, start, end) else None


def _behind_clause(items: Sequence[Token], start: int, end: int) -> int:
    """Step over a clause in front: “talks slowed after Chinese leaders said …”."""
    for at in range(end - 2, start, -1):
        if items[at].lower in ("after", "before", "as", "since", "until", "than") and any(
            is_verb(each) for each in items[start:at]
        ):
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
        verb = start < end and is_verb(items[start])
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
            return not both or _subject_of_clause(items, at)
        return True
    if word in _OPENERS:
        return True
    if word in w.AUXILIARIES and word != "'s":
        return True
    return not item.capital and word in lexicon() and word not in w.AMBIGUOUS


def _subject_of_clause(items: Sequence[Token], at: int) -> bool:
    return False


def _own_start(items: Sequence[Token], start: int, end: int) -> int:
    own = start
    for at in range(start + 1, end):
        word, before = items[at].lower, items[at - 1]
        if (word in w.SUBJECTS and word not in ("it", "you")) or (
            word
            in (
                "the",
                "a",
                "an",
                "his",
                "her",
                "their",
                "its",
                "some",
                "many",
                "another",
                "one",
            )
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
    if items[start].lower in w.PREPOSITIONS - _ABOUT:
        return False
    if items[start].lower in w.FIRST_PERSONS or items[end - 1].lower in _TIMES | {"'s"}:
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
        in w.PREPOSITIONS | w.AUXILIARIES | _OPENERS | w.COORDINATING | w.FIRST_PERSONS
        or first.lower in w.DAYS
        or (w.is_adverb(first.lower, first.capital) and first.lower not in ("all", "both"))
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
        word in w.PREPOSITIONS | w.AUXILIARIES - {"'s"} | _OPENERS | w.SUBJECTS
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
        elif word in ("last", "this", "earlier", "late", "early") and lower(
            items, at + 1
        ) in _TIMES:
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


def _short_phrase(items: Sequence[Token], at: int, limit: int) -> int | None:
    start = at
    while at < limit and items[at].lower in w.DETERMINERS - {"that"}:
        at += 1
    count = 0
    while at < limit and count < 8:
        item = items[at]
        word = item.lower
        if item.sort is Sort.SIGN:
            if is_inner_stop(items, at) or item.text == "-":
                at += 1
                continue
            break
        if item.sort not in (Sort.WORD, Sort.NUMBER):
            break
        if word in w.SUBJECTS | w.AUXILIARIES - {"'s"} | _OPENERS | {"that"}:
            break
        if (
            word in w.DETERMINERS
            and word != "'s"
            and count
            and items[at - 1].lower not in w.PREPOSITIONS
        ):
            break
        if word in w.PREPOSITIONS and word not in (
            "of",
            "with",
            "to",
            "on",
            "in",
            "at",
            "for",
            "about",
        ):
            break
        if (
            count
            and item.capital
            and not items[at - 1].capital
            and items[at - 1].lower not in w.PREPOSITIONS | w.DETERMINERS
        ):
            break
        if (
            items[start].lower in w.DAYS | w.MONTHS
            and count
            and word not in w.DAYS | w.MONTHS
            and item.sort is not Sort.NUMBER
        ):
            break
        at, count = at + 1, count + 1
    return at if count else None
