"""Where words stand in a text, letter by letter, and which place the context decides."""

import re
from functools import cached_property
from itertools import islice

_WORD = re.compile(r"\w+")

#: Words that stand in a text more often than this are not told apart.
MOST = 64
#: A word with more places than this is looked for letter by letter instead.
_FREQUENT = 2000
#: A word is made whole by this many signs at most.
_LONGEST_WORD = 40
#: Code points of context that are compared on each side.
_REACH = 512
#: Signs by which one context has to fit better than another.
_MARGIN = 8

Context = tuple[str, str]


class Text:
    """A text with an index of its words, made when it is first asked."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._known: dict[tuple[str, tuple[bool, bool]], list[int]] = {}

    @cached_property
    def index(self) -> dict[str, list[int]]:
        """The starts of every word, in order."""
        found: dict[str, list[int]] = {}
        for match in _WORD.finditer(self.text):
            found.setdefault(match.group(), []).append(match.start())
        return found

    def occurrences(
        self, words: str, ends: tuple[bool, bool] = (True, True)
    ) -> list[int]:
        """Return where words stand, at most MOST + 1 places in order.

        ends tell for the start and the end whether no word of the text may go on
        there, so that “parole” does not stand in “paroles”.
        """
        if (words, ends) not in self._known:
            possible = self._possible(words, ends) if words else []
            fitting = (at for at in possible if self._fits(at, at + len(words), ends))
            self._known[words, ends] = list(islice(fitting, MOST + 1))
        return self._known[words, ends]

    def _possible(self, words: str, ends: tuple[bool, bool]) -> list[int]:
        """Return where words stand letter by letter, by way of their rarest word."""
        best: tuple[int, int, list[int]] | None = None
        for match in _WORD.finditer(words):
            if match.start() == 0 and not ends[0]:
                continue
            if match.end() == len(words) and not ends[1]:
                continue
            places = self.index.get(match.group(), [])
            if best is None or len(places) < best[0]:
                best = (len(places), match.start(), places)
            if not places:
                return []
        if best is None or best[0] > _FREQUENT:
            return self._letter_by_letter(words)
        starts = [place - best[1] for place in best[2]]
        return [at for at in starts if at >= 0 and self.text.startswith(words, at)]

    def _letter_by_letter(self, words: str) -> list[int]:
        starts: list[int] = []
        at = self.text.find(words)
        while at >= 0 and len(starts) <= _FREQUENT:
            starts.append(at)
            at = self.text.find(words, at + 1)
        return starts

    def context(self, start: int, end: int) -> Context:
        """Return what stands before and after a stretch, as far as it is compared."""
        return self.text[max(0, start - _REACH) : start], self.text[end : end + _REACH]

    def within(
        self, words: str, start: int, end: int, ends: tuple[bool, bool] = (True, True)
    ) -> list[int]:
        """Return where words stand inside a short stretch; ends are those of ends_of()."""
        start, end = max(0, start), min(len(self.text), end)
        found: list[int] = []
        at = self.text.find(words, start, end) if words else -1
        while at >= 0 and len(found) <= MOST:
            if self._fits(at, at + len(words), ends):
                found.append(at)
            at = self.text.find(words, at + 1, end)
        return found

    def stands(self, words: str, at: int, ends: tuple[bool, bool]) -> bool:
        """Tell whether words stand at a position; ends are those of ends_of()."""
        return self.text.startswith(words, at) and self._fits(at, at + len(words), ends)

    def _fits(self, start: int, end: int, ends: tuple[bool, bool]) -> bool:
        return not (
            (ends[0] and is_inside_word(self.text, start))
            or (ends[1] and is_inside_word(self.text, end))
        )

    def ends_of(self, start: int, end: int) -> tuple[bool, bool]:
        """Tell whether a stretch begins, and ends, at the border of a word."""
        return (
            not is_inside_word(self.text, start),
            not is_inside_word(self.text, end),
        )

    def whole_words(self, start: int, end: int) -> tuple[int, int]:
        """Return a stretch made longer, so that no word is cut at its ends."""
        end = min(end, len(self.text))
        for _sign in range(_LONGEST_WORD):
            start -= is_inside_word(self.text, start)
            end += is_inside_word(self.text, end)
        return start, end


def is_inside_word(text: str, position: int) -> bool:
    """Tell whether a position stands between two signs of one word."""
    return (
        0 < position < len(text)
        and _WORD.match(text[position - 1]) is not None
        and _WORD.match(text[position]) is not None
    )


def best_by_context(
    text: Text, starts: list[int], length: int, context: Context, *, is_whole: bool
) -> int | None:
    """Return the one start whose surroundings are those of a context, None for a tie.

    is_whole: a side shorter than _REACH ended with its text. One place goes before
    another where it has more of the context, and not less on either side: of a passage
    printed twice in a row the first has what stood before, the second what stood after.
    """
    scored = []
    for start in starts:
        left, right = text.context(start, start + length)
        before = _side(context[0][::-1], left[::-1], is_whole=is_whole)
        scored.append((before, _side(context[1], right, is_whole=is_whole), start))
    best = max(scored, key=lambda each: each[0] + each[1])
    for before, after, start in scored:
        if start != best[2] and (
            best[0] + best[1] < before + after + _MARGIN
            or best[0] + _MARGIN < before
            or best[1] + _MARGIN < after
        ):
            return None
    return best[2]


def _side(known: str, there: str, *, is_whole: bool) -> int:
    """Return how many signs one side has in common, read away from the stretch.

    All of them, and the text ends here as it did there: that is as good as any.
    """
    common = common_length(known, there)
    if is_whole and common == len(known) == len(there):
        return _REACH
    return common


def common_length(one: str, other: str) -> int:
    """Return how many signs two texts have in common at their start."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low
