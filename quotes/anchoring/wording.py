"""Where words went that do not stand in the new text letter by letter any more."""

import re
from difflib import SequenceMatcher

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from quotes.anchoring.occurrences import Context, Text

#: Least similarity, in percent, of a passage that counts as the same one reworded.
#: Measured (tests/benchmarks/anchoring.py): of statements with a fifth of their words
#: changed all but a few lie above it; the passage most like a statement that was taken
#: out, of all the rest of its text, lies below.
ALIKE = 70
#: Two passages whose similarity differs by less than this are equally good.
_MARGIN = 3

#: Passages that are looked at closely, for one statement.
_CLOSE = 6
#: Longer words than this are compared by their first part only.
_LONGEST = 20_000
#: A word that stands in the new text more often says little of a place.
_FREQUENT = 200
#: Signs of a context that a passage is looked for by.
_CONTEXT = 24
#: Beyond so many words on a side difflib takes too long; the other way is faster.
_DIFFLIB = 600

_TOKEN = re.compile(r"\w+|[^\w\s]")


def likely_starts(new: Text, words: str, context: Context) -> list[int]:
    """Return where in the new text a reworded passage may begin, likeliest first.

    Every rare word of it, and its context, votes for a start; votes close together
    count together. At most six starts.
    """
    words = words[:_LONGEST]
    votes: list[tuple[int, float]] = []
    for match in re.finditer(r"\w+", words):
        places = new.index.get(match.group(), [])
        if 0 < len(places) <= _FREQUENT:
            weight = 1 / len(places)
            votes += [(place - match.start(), weight) for place in places]
    before, after = context[0][-_CONTEXT:], context[1][:_CONTEXT]
    for known, shift in ((before, len(before)), (after, -len(words))):
        if len(known.strip()) >= _CONTEXT // 2:
            places = new.occurrences(known, (False, False))
            votes += [(place + shift, 1.5 / len(places)) for place in places]
    return _clusters(sorted(votes), max(60, len(words) // 3))


def _clusters(votes: list[tuple[int, float]], width: int) -> list[int]:
    """Return the starts of the heaviest groups of votes that are at most so wide."""
    groups: list[tuple[float, int]] = []
    first, weight = 0, 0.0
    for last, (at, own) in enumerate(votes):
        weight += own
        while at - votes[first][0] > width:
            weight -= votes[first][1]
            first += 1
        groups.append((weight, votes[(first + last) // 2][0]))
    groups.sort(key=lambda group: (-group[0], group[1]))
    found: list[int] = []
    for _weight, at in groups[: 50 * _CLOSE]:
        if all(abs(at - other) > width for other in found):
            found.append(at)
        if len(found) == _CLOSE:
            break
    return [max(0, at) for at in found]


def most_alike(new: Text, words: str, starts: list[int]) -> list[tuple[int, int]]:
    """Return (start, similarity in percent) of the best passages near some starts.

    More than one where they are equally good, none where all are below ALIKE.
    """
    words = words[:_LONGEST]
    scored: dict[int, float] = {}
    for at in starts:
        pad = 40 + len(words) // 3
        first = max(0, at - pad)
        window = new.text[first : at + len(words) + pad]
        found = fuzz.partial_ratio_alignment(words, window, score_cutoff=ALIKE)
        if found is None or len(window) < len(words) // 2:
            continue
        start = first + (found.dest_start if len(words) <= len(window) else 0)
        scored[start] = max(scored.get(start, 0), found.score)
    if not scored:
        return []
    best = max(scored.values())
    near = sorted(start for start, score in scored.items() if score > best - _MARGIN)
    apart = [near[0]]
    for start in near[1:]:
        if start - apart[-1] > max(8, len(words) // 3):
            apart.append(start)
    return [(start, round(scored[start])) for start in apart]


def similarity(one: str, other: str) -> int:
    """Return how alike two passages are, in whole percent; 100 only for the same."""
    if one == other:
        return 100
    return min(99, round(fuzz.ratio(one[:_LONGEST], other[:_LONGEST])))


class Alignment:
    """Two short stretches of text, word by word: which words became which."""

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = _tokens(old), _tokens(new)
        self._steps = _opcodes(
            [old[start:end] for start, end in self._old],
            [new[start:end] for start, end in self._new],
        )

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where a stretch of the old text went in the new, None for nowhere."""
        inside = [
            number
            for number, (first, last) in enumerate(self._old)
            if first < end and last > start
        ]
        if not inside:
            return None
        first_word, last_word = self._first(inside[0]), self._last(inside[-1])
        if first_word > last_word:
            return None
        return self._new[first_word][0], self._new[last_word][1]

    def _first(self, word: int) -> int:
        for what, a, b, c, _d in self._steps:
            if a <= word < b:
                return c + word - a if what == "equal" else c
        return len(self._new)

    def _last(self, word: int) -> int:
        for what, a, b, c, d in self._steps:
            if a <= word < b:
                return c + word - a if what == "equal" else d - 1
        return -1


def _tokens(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _TOKEN.finditer(text)]


def _opcodes(old: list[str], new: list[str]) -> list[tuple[str, int, int, int, int]]:
    """Return difflib's opcodes; deleting and inserting at one place is replacing."""
    if max(len(old), len(new)) <= _DIFFLIB:
        steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        return [(str(what), a, b, c, d) for what, a, b, c, d in steps]
    joined: list[tuple[str, int, int, int, int]] = []
    for step in LCSseq.opcodes(old, new):
        what, a, b = step.tag, step.src_start, step.src_end
        c, d = step.dest_start, step.dest_end
        if joined and what != "equal" and joined[-1][0] != "equal":
            last = joined.pop()
            what, a, c = "replace", last[1], last[3]
        joined.append((what, a, b, c, d))
    return joined
