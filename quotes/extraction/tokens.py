"""Words, numbers and signs of a text, with their places.

One pass of one regular expression for a language; every character that is not white
space is in exactly one token, so that places can be told without reading again.
"""

import re
from enum import IntEnum
from typing import NamedTuple


class Sort(IntEnum):
    """What a token is."""

    WORD = 0
    NUMBER = 1
    SIGN = 2
    MARK = 3
    #: A stretch in quotation marks, taken as one (items.py).
    QUOTE = 4


class Token(NamedTuple):
    """A word, number, sign or quotation; lower is folded to small letters and '."""

    text: str
    lower: str
    start: int
    end: int
    sort: Sort

    @property
    def capital(self) -> bool:
        """Tell whether it begins with a capital letter."""
        return self.text[:1].isupper()


#: Every sign that opens or closes a quotation somewhere, single apostrophes apart.
MARKS = '«»“”„‟"‹›＂'
SINGLE = "‘‚’'"

_LETTER = r"[^\W\d_]"
_NUMBER = r"\d+(?:[.,:hH\u00a0\u202f ]\d+)*(?:er|ère|e|ème|nd|th|st|rd)?(?!\w)|\d+"
_MARK = rf"``|''|<<|>>|[{MARKS}]"
_SIGN = r"\.{2,}|[^\s]"

#: D'abord, l'UE, qu'il: the short word is a token, with its apostrophe.
_FRENCH = re.compile(
    rf"(?P<word>(?:[ldnscjmtLDNSCJMT]|[Qq]u|[Ll]orsqu|[Pp]uisqu|[Qq]uoiqu|[Jj]usqu)['’](?=[\w«“”\"\[(]|\Z)"
    rf"|-(?:t-)?(?:ils?|elles?|on|je|tu|nous|vous|ce)(?!\w)"
    rf"|{_LETTER}+?(?=-(?:t-)?(?:ils?|elles?|on|je|tu|nous|vous|ce)(?!\w))"
    rf"|{_LETTER}[\w]*(?:['’\-&]\w+?(?=-(?:t-)?(?:ils?|elles?|on|je|nous)(?!\w))|['’\-&]\w+)*)"
    rf"|(?P<number>{_NUMBER})|(?P<mark>{_MARK})|(?P<sign>{_SIGN})"
)
#: Don't and O'Brien stay whole; the possessive 's is a token of its own.
_ENGLISH = re.compile(
    rf"(?P<word>['’]s(?!\w)|{_LETTER}\w*(?:['’](?!s(?!\w))\w+|[\-&]\w+)*)"
    rf"|(?P<number>{_NUMBER})|(?P<mark>{_MARK})|(?P<sign>{_SIGN})"
)
_SORTS = {
    "word": Sort.WORD,
    "number": Sort.NUMBER,
    "mark": Sort.MARK,
    "sign": Sort.SIGN,
}


def tokens(
    text: str, language: str, start: int = 0, end: int | None = None
) -> list[Token]:
    """Return the tokens of a stretch; language is "fr" or anything else for English."""
    pattern = _FRENCH if language == "fr" else _ENGLISH
    stop = len(text) if end is None else end
    found = []
    # Not Token(…): a third of the time of reading would be its call.
    new, sorts = tuple.__new__, _SORTS
    for match in pattern.finditer(text, start, stop):
        word = match.group()
        low = word.lower()
        if "’" in low:
            low = low.replace("’", "'")
        sort = sorts[match.lastgroup or "sign"]
        start, end = match.span()
        found.append(new(Token, (word, low, start, end, sort)))
    return found
