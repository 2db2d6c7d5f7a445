"""Reading a text: its paragraphs, sentences and names. Code points throughout."""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache

from quotes.checks.statement import Place
from quotes.texts import starts_of

#: More signs of a stretch than this are not repeated in an explanation.
LONGEST = 80
#: No line of a text that was broken into lines by a machine is longer.
WIDEST_LINE = 100
#: So far around a stretch its paragraph is read for names: a text may have no breaks.
NEAR = 2000


def word_set(listed: str) -> frozenset[str]:
    """Return the words of a list that is written as one text."""
    return frozenset(listed.split())


_PARTICLES = word_set("al ben bin da de del della der di du el la le van von")
_NAME_WORD = re.compile(r"[^\W\d_]\.|[^\W\d_][\w’'-]*")
#: A full stop after these ends no sentence.
_ABBREVIATED = re.compile(
    r"(?:^|\W)(?:\w|mm|mme|mlle|me|dr|mr|mrs|ms|st|gen|gén|sen|sén|gov|lt|col|prof|rep"
    r"|rev|jr|sr|etc|vol|no|art|cf|av)$",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?…](?=\s|$)")


def words_at(text: str, place: Place) -> str:
    """Return a stretch in one line, cut with an ellipsis where it is long."""
    flat = " ".join(text[place[0] : min(place[1], place[0] + 4 * LONGEST)].split())
    return flat if len(flat) <= LONGEST else flat[: LONGEST - 1].rstrip() + "…"


@lru_cache(maxsize=8)
def _is_wrapped(text: str) -> bool:
    """Tell whether lines were broken by width, so that blank lines part paragraphs."""
    if "\n\n" not in text:
        return False
    lines = [line.rstrip() for line in text.split("\n")]
    long = [line for line in lines if len(line) >= WIDEST_LINE // 2]
    broken = [line for line in long if line[-1] not in '.!?…:»”"']
    return (
        len(long) >= 4
        and all(len(line) <= WIDEST_LINE for line in long)
        and 2 * len(broken) > len(long)
    )


def paragraph_of(text: str, place: Place) -> Place:
    """Return the paragraph, or paragraphs, that a stretch stands in."""
    start, end = place
    width, breaks = _breaks(text)
    before = bisect_right(breaks, start - width)
    after = bisect_left(breaks, max(start, end - 1))
    return (
        breaks[before - 1] + width if before else 0,
        breaks[after] if after < len(breaks) else len(text),
    )


@lru_cache(maxsize=8)
def _breaks(text: str) -> tuple[int, "array[int]"]:
    """Return the width of what parts paragraphs, and where it stands, in order.

    Kept for a text: each statement is looked at beside every other one.
    """
    mark = "\n\n" if _is_wrapped(text) else "\n"
    return len(mark), array("L", starts_of(text, mark))


def near_in_paragraph(text: str, place: Place) -> Place:
    """Return the paragraph of a stretch, as far as NEAR signs before and after it."""
    first, last = paragraph_of(text, place)
    return max(first, place[0] - NEAR), min(last, place[1] + NEAR)


def paragraphs_of(text: str, places: Iterable[Place]) -> set[Place]:
    """Return the paragraphs that stretches stand in."""
    return {paragraph_of(text, place) for place in places}


def meet(one: Place, other: Place) -> bool:
    """Tell whether two stretches have a sign in common."""
    return one[0] < other[1] and other[0] < one[1]


def is_abbreviated(text: str, stop: int) -> bool:
    """Tell whether the full stop at a position belongs to an abbreviation."""
    return _ABBREVIATED.search(text[max(0, stop - 6) : stop]) is not None


def sentence_end(text: str, start: int, limit: int) -> int:
    """Return where the sentence ends that goes on at start, at the latest at limit."""
    for stop in _STOP.finditer(text, start, limit):
        if not is_abbreviated(text, stop.start()):
            return stop.start()
    return limit


def sentence_start(text: str, end: int, limit: int) -> int:
    """Return where the sentence begins that end stands in, at the earliest at limit."""
    begins = limit
    for stop in _STOP.finditer(text, limit, end):
        if not is_abbreviated(text, stop.start()):
            begins = stop.end()
    return begins


def name_end(text: str, at: int) -> int | None:
    """Return the end of a name of two or more capitalized words at a position."""
    found, capitals, position = None, 0, at
    for _word in range(6):
        word = _NAME_WORD.match(text, position)
        if word is None:
            break
        if word.group()[0].isupper():
            capitals, found = capitals + 1, word.end()
        elif not capitals or word.group().casefold() not in _PARTICLES:
            break
        position = word.end()
        if text[position : position + 1] not in (" ", "\u00a0", "\u202f"):
            break
        position += 1
    return found if capitals > 1 else None


@lru_cache(maxsize=4096)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return what finds any of some names as whole words, the longest first."""
    spelled = {_spelled(name) for name in names if len(name.strip()) > 2} - {""}
    if not spelled:
        return None
    longest_first = sorted(spelled, key=lambda each: (-len(each), each))
    return re.compile(rf"(?<![\w’'-])(?:{'|'.join(longest_first)})(?![\w-])")


def _spelled(name: str) -> str:
    words = re.sub(r"\([^)]*\)", " ", name).split()
    if not words:
        return ""
    spelled = r"\s+".join(re.sub("[’']", "[’']", re.escape(word)) for word in words)
    first = words[0][0]
    either = {first.upper(), first.lower()}
    if len(either) == 2 and all(len(sign) == 1 for sign in either):
        spelled = f"[{first.upper()}{first.lower()}]" + spelled[1:]
    return spelled


def with_surnames(names: Iterable[str], *, is_person: bool) -> tuple[str, ...]:
    """Return names and, of a person, the last word of each that has several."""
    found = list(dict.fromkeys(names))
    if is_person:
        last = [name.split()[-1] for name in found if len(name.split()) > 1]
        found += [word for word in last if len(word) > 2 and word[0].isupper()]
    return tuple(dict.fromkeys(found))


def named_at(text: str, names: tuple[str, ...], within: Place) -> Iterator[Place]:
    """Yield where one of some names stands within a stretch of the text."""
    pattern = _pattern(names)
    if pattern is not None:
        for match in pattern.finditer(text, *within):
            yield match.span()


def is_named(text: str, names: tuple[str, ...], within: Place) -> bool:
    """Tell whether one of some names stands within a stretch of the text."""
    return next(named_at(text, names, within), None) is not None
