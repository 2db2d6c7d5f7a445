"""What changed between two texts, word by word, for people to read.

Pure: strings in, runs out; joined, the kept and removed runs are the text before, the
kept and added ones the text after.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher

KEPT = "kept"
REMOVED = "removed"
ADDED = "added"

#: A word with the white space after it, or one other sign: « l’Otan » is three.
_WORDS = re.compile(r"\w+\s*|\s+|[^\w\s]\s*")

#: Beyond this many words on a side nobody reads a diff; the whole is shown changed.
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Change:
    """A run of words: kept, removed or added."""

    kind: str
    text: str


def word_diff(before: str, after: str) -> list[Change]:
    """Return the runs that lead from one text to the other, in reading order."""
    if before == after:
        return [Change(KEPT, before)] if before else []
    return piece_diff(_WORDS.findall(before), _WORDS.findall(after))


def piece_diff(
    old: list[str], new: list[str], key: Callable[[str], str] = str
) -> list[Change]:
    """Return the runs that lead from one list of pieces to the other.

    Pieces with the same key are the same; kept runs are those of the new list.
    """
    if max(len(old), len(new)) > LONGEST:
        return _whole("".join(old), "".join(new))
    found: list[Change] = []
    matcher = SequenceMatcher(
        None, list(map(key, old)), list(map(key, new)), autojunk=False
    )
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            found.append(Change(KEPT, "".join(new[c:d])))
            continue
        found += _whole("".join(old[a:b]), "".join(new[c:d]))
    return found


def _whole(before: str, after: str) -> list[Change]:
    found = [Change(REMOVED, before), Change(ADDED, after)]
    return [change for change in found if change.text]
