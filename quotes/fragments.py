"""Links into the text of another page: text fragments (#:~:text=prefix-,start,end,-suffix).

Pure: an address and the places of a statement in, an address out. A browser that knows
text fragments scrolls to the words and marks them; any other opens the page.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from quotes.passages import CONTENT, MARKS
from quotes.texts import CONTEXT

#: Longer ones are told by their first and last words alone, in signs.
LONG = 180
#: So many words of a long one, and of what stands around it.
ENDS, AROUND = 6, 4
#: Words without spaces between them, as in Chinese, are cut after so many signs.
LONGEST = 60


def text_fragment(address: str, spans: Iterable[Mapping[str, Any]]) -> str:
    """Return an address that leads to a statement in the page it names.

    spans are those of a publication's state: role, number, exact, prefix, suffix. Each
    content span becomes one text directive. What stands before and after goes with it:
    rather no words marked than those of somebody else. Only quotation marks beside six
    words or more are left out: one copy of a text has other marks than the next, and
    so many words are found without. An empty address stays empty, and one without a
    statement as it is.
    """
    contents = sorted(
        (span for span in spans if span["role"] == CONTENT),
        key=lambda span: span["number"],
    )
    directives = [_directive(span) for span in contents]
    told = "&".join(f"text={each}" for each in directives if each)
    if not address or not told:
        return address
    page, _sharp, place = address.partition("#")
    place = place.split(":~:", 1)[0]
    return f"{page}#{place}:~:{told}"


def _directive(span: Mapping[str, Any]) -> str:
    lines = [line for line in span["exact"].split("\n") if line.strip()]
    if not lines:
        return ""
    if len(lines) == 1 and len(lines[0]) <= LONG:
        words = [_encoded(lines[0])]
    else:
        # Words in one piece are not found across paragraphs; a start and an end are.
        words = [_encoded(_first(lines[0])), _encoded(_last(lines[-1]))]
    before, after = _before(span["prefix"]), _after(span["suffix"])
    if len(span["exact"].split()) >= ENDS:
        before, after = _unless_marks(before), _unless_marks(after)
    return ",".join(
        (
            *([f"{_encoded(before)}-"] if before else ()),
            *words,
            *([f"-{_encoded(after)}"] if after else ()),
        )
    )


def _first(line: str) -> str:
    words = " ".join(line.split()[:ENDS])
    return words if len(words) <= LONGEST else words[: LONGEST // 2]


def _last(line: str) -> str:
    words = " ".join(line.split()[-ENDS:])
    return words if len(words) <= LONGEST else words[-LONGEST // 2 :]


def _before(prefix: str) -> str:
    """Return the last whole words before a statement, in its own paragraph."""
    line = prefix.rsplit("\n", 1)[-1]
    words = line.split()
    # The context is cut after so many signs, perhaps inside a word: its first word may be
    # half of one.
    is_cut = len(prefix) >= CONTEXT and "\n" not in prefix
    if is_cut and not line[:1].isspace():
        words = words[1:]
    return " ".join(words[-AROUND:])


def _after(suffix: str) -> str:
    """Return the first whole words after a statement, in its own paragraph."""
    line = suffix.split("\n", 1)[0]
    words = line.split()
    is_cut = len(suffix) >= CONTEXT and "\n" not in suffix
    if is_cut and not line[-1:].isspace():
        words = words[:-1]
    return " ".join(words[:AROUND])


def _unless_marks(words: str) -> str:
    return "" if any(mark in words for mark in MARKS) else words


def _encoded(text: str) -> str:
    """Return text percent-encoded; comma, dash and ampersand mean something here."""
    return quote(" ".join(text.split()), safe="").replace("-", "%2D")
