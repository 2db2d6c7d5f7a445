"""S001 and H001: the statement beside the other statements of its text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice

from quotes.checks.reading import LONGEST, paragraphs_of, word_set, words_at
from quotes.checks.statement import Found, Neighbor, Place, Statement, spelled
from quotes.texts import fold

#: Longer headings are sentences of the text; of a statement this much is compared.
_LONGEST_HEADING, _LONGEST_PIECE = 30, 400
#: This much of a heading's words, in their order, make it take a statement up.
_ALIKE = 0.6
_FEWEST = 3
_WORDS = re.compile(r"\d[\d.,\s]{0,20}\d|\w+n[’']t|\w+")
_NEGATIONS = word_set(
    "ne n pas jamais aucun aucune rien ni sans not no never none nor neither without "
    "cannot"
)
_NUMBER_SIGNS = re.compile(r"[\s.,]")
#: Words of one stem begin alike by so many letters: expédiez, expédier.
_STEM = 4


@dataclass(frozen=True, slots=True)
class _Word:
    """A word for comparing, and where it is printed."""

    folded: str
    place: Place


def others(statement: Statement) -> Iterator[Found]:
    """Yield S001 and H001."""
    yield from _crowded(statement)
    if statement.is_heading:
        yield from _reworded(statement)


def _crowded(statement: Statement) -> Iterator[Found]:
    """S001: quoted words of two speakers in one paragraph."""
    text = statement.text
    own = frozenset(speaker.key for speaker in statement.speakers())
    if not own or not statement.quoted:
        return
    here = paragraphs_of(text, statement.contents)
    for neighbor in statement.neighbors:
        if not (neighbor.speakers and neighbor.quoted and neighbor.contents):
            continue
        if neighbor.speakers & own:
            continue
        if here & paragraphs_of(text, neighbor.contents):
            first = neighbor.contents[0]
            details = {"words": words_at(text, first)}
            yield Found("S001", "low", spelled(first), details)
            return


def _reworded(statement: Statement) -> Iterator[Found]:
    """H001: a heading that says otherwise what a statement of the text says."""
    text = statement.text
    places = statement.quoted or statement.contents
    heading = [word for place in places for word in _words(text, place)]
    if not _FEWEST <= len(heading) <= _LONGEST_HEADING:
        return
    best: tuple[float, Place, list[_Word], list[_Word]] = (0.0, (0, 0), [], [])
    for neighbor in statement.neighbors:
        for place in _pieces(neighbor):
            piece = _words(text, place)
            share, window = _window(heading, piece)
            if share > best[0]:
                best = (share, place, window, piece)
    share, place, window, piece = best
    if share < _ALIKE or window is heading:
        return
    here, there = _difference(heading, window)
    if not _says_otherwise(here, there, piece, is_quoted=bool(statement.quoted)):
        return
    yield Found(
        "H001",
        "medium",
        spelled(place),
        {
            "heading": words_at(text, places[0]),
            "words": words_at(text, place),
            "here": _printed(text, here),
            "there": _printed(text, there),
        },
    )


def _pieces(neighbor: Neighbor) -> Iterator[Place]:
    """Yield the stretches of another statement that a heading could take up."""
    if not neighbor.is_heading:
        yield from neighbor.quoted
        yield from neighbor.contents


def _words(text: str, place: Place) -> list[_Word]:
    """Return the words of a stretch; a number is one word, without its spaces."""
    limit = min(place[1], place[0] + 4000)
    found = list(islice(_WORDS.finditer(text, place[0], limit), _LONGEST_PIECE))
    return [
        _Word(_NUMBER_SIGNS.sub("", word) if word[:1].isdigit() else word, at.span())
        for word, at in ((fold(at.group()), at) for at in found)
    ]


def _printed(text: str, words: list[_Word]) -> str:
    """Return words as the text has them, with the apostrophes between them."""
    parts: list[str] = []
    for word, before in zip(words, [None, *words], strict=False):
        if before is not None:
            between = text[before.place[1] : word.place[0]]
            parts.append(between if len(between) == 1 else " ")
        parts.append(text[slice(*word.place)])
    return words_at("".join(parts), (0, LONGEST * 4)) or "–"


def _window(heading: list[_Word], piece: list[_Word]) -> tuple[float, list[_Word]]:
    """Return how much of a heading a piece has in one run, and that run of the piece."""
    if len({*_folded(heading)} & {*_folded(piece)}) < _FEWEST:
        return 0.0, []
    matcher = SequenceMatcher(None, _folded(heading), _folded(piece), autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    longest = max(blocks, key=lambda block: block.size)
    if longest.size < 2:
        return 0.0, []
    if longest.size == len(heading):
        return 1.0, heading  # letter by letter
    reach = len(heading) // 2 + 1
    first = longest.b - longest.a - reach
    last = longest.b - longest.a + len(heading) + reach
    near = [each for each in blocks if first <= each.b and each.b + each.size <= last]
    # One word more in front: the heading may have left a “not” out.
    start = max(0, near[0].b - near[0].a - 1)
    end = near[-1].b + len(heading) - near[-1].a
    return sum(each.size for each in near) / len(heading), piece[start:end]


def _difference(
    heading: list[_Word], window: list[_Word]
) -> tuple[list[_Word], list[_Word]]:
    """Return the words that only the one has, and those that only the other has."""
    here: list[_Word] = []
    there: list[_Word] = []
    matcher = SequenceMatcher(None, _folded(heading), _folded(window), autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what != "equal":
            here += heading[a:b]
            there += window[c:d]
    return here, there


def _says_otherwise(
    here: list[_Word], there: list[_Word], piece: list[_Word], *, is_quoted: bool
) -> bool:
    """Tell whether a number, a negation or, in marks, a form of a word was changed."""
    known = set(_folded(piece))
    if any(word[0].isdigit() and word not in known for word in _folded(here) if word):
        return True
    if _is_negative(here) != _is_negative(there):
        return True
    return is_quoted and any(
        one != other and one[:_STEM] == other[:_STEM] and len(one) > _STEM
        for one in _folded(here)
        for other in _folded(there)
    )


def _is_negative(words: list[_Word]) -> bool:
    return any(word in _NEGATIONS or word.endswith("n't") for word in _folded(words))


def _folded(words: list[_Word]) -> list[str]:
    return [word.folded for word in words]
