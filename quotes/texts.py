"""Article texts: normalized once on intake, and W3C selectors into them.

Positions are Unicode code points, end exclusive: equal to Python slices, not to
JavaScript indices (which count UTF-16 units).
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass

#: Signs of context on each side of a TextQuoteSelector, as Hypothesis keeps them.
CONTEXT = 32

#: Stands between two content spans of one statement.
ELISION = " […] "


def gettext_noop(sentence: str) -> str:
    """Mark a sentence for the catalogue; who shows it translates, this module is pure."""
    return sentence


class TextError(ValueError):
    """A text or a span that cannot be taken; the message says where and what to do.

    sentence % params is the message; sentence alone is the key of its translation.
    """

    def __init__(self, sentence: str, **params: object) -> None:
        super().__init__(sentence % params)
        self.sentence, self.params = sentence, params


def normalize(text: str) -> str:
    """Return text as it is kept: CRLF and CR become LF, leading BOMs go.

    Nothing else changes (no strip, no Unicode normalization): the faults of a
    received text are evidence. Applying it twice changes nothing.

    Raises TextError for an empty text, and for NUL and lone surrogates, which neither
    database can hold.
    """
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise TextError(gettext_noop("The text is empty."))
    unheld = re.search("[\0\ud800-\udfff]", text)
    if unheld:
        raise TextError(
            gettext_noop(
                "Line %(line)d holds a sign that no database can keep (%(sign)s); "
                "remove it."
            ),
            line=line_of(text, unheld.start()),
            sign=f"U+{ord(unheld.group()):04X}",
        )
    return text


def sha256(text: str) -> str:
    """Return the SHA-256 of text in UTF-8, as 64 lower-case hexadecimal signs."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Selector:
    """A stretch of one text: TextPositionSelector and TextQuoteSelector in one.

    start and end index the text it was made from, in code points, end exclusive.
    """

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


def select(text: str, start: int, end: int) -> Selector:
    """Return the selector of text[start:end] with its 32 signs of context.

    Raises TextError when the positions are not inside the text or hold nothing.
    """
    if not 0 <= start < end <= len(text):
        raise TextError(
            gettext_noop(
                "%(start)d–%(end)d is not a stretch of this text, which has "
                "%(length)d signs."
            ),
            start=start,
            end=end,
            length=len(text),
        )
    return Selector(
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
    )


def find_unique(text: str, words: str) -> Selector:
    """Return where words stand in text, letter by letter.

    Raises TextError when they do not stand there, or stand there more than once:
    two candidates are never a pick.
    """
    starts = starts_of(text, words)
    if not starts:
        raise TextError("These words do not stand in the text, letter by letter.")
    if len(starts) > 1:
        places = ", ".join(f"{at} (line {line_of(text, at)})" for at in starts)
        raise TextError(
            "These words stand in the text %(count)d times: at %(places)s. Give the "
            "start of the one that is meant.",
            count=len(starts),
            places=places,
        )
    return select(text, starts[0], starts[0] + len(words))


def starts_of(text: str, words: str, most: int | None = None) -> list[int]:
    """Return the positions where words stand in text, the first `most` or every one.

    Letter by letter; what overlaps counts too.
    """
    starts: list[int] = []
    at = text.find(words) if words else -1
    while at >= 0 and (most is None or len(starts) < most):
        starts.append(at)
        at = text.find(words, at + 1)
    return starts


def line_of(text: str, position: int) -> int:
    """Return the number of the line, counted from 1, that holds a position."""
    return text.count("\n", 0, position) + 1


def slug(text: str) -> str:
    """Return text for an address: folded, with hyphens for all but a–z and 0–9.

    Empty where nothing is left, as for a name in Cyrillic letters.
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def places_of(text: str, words: str) -> list[tuple[int, int]]:
    """Return the (start, end) of every place where words stand in text, however written.

    Written alike is what fold() makes alike; positions are those of text, and places do
    not overlap. No place for words of which fold() leaves nothing.
    """
    signs = _folded_signs(text)
    places: list[tuple[int, int]] = []
    folded, wanted = "".join(sign for sign, _at in signs), fold(words)
    at = folded.find(wanted) if wanted else -1
    while at >= 0:
        start, end = signs[at][1], signs[at + len(wanted) - 1][1] + 1
        # Marks that stand upon the last letter go with it.
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        # A sign that is several letters to fold() is one place.
        if not places or start >= places[-1][1]:
            places.append((start, end))
        at = folded.find(wanted, at + len(wanted))
    return places


def _folded_signs(text: str) -> list[tuple[str, int]]:
    """Return each sign that fold() makes of a text, with where it comes from."""
    signs: list[tuple[str, int]] = []
    for at, sign in enumerate(text):
        # Between letters, so that white space at the ends of a sign is kept.
        for each in fold(f"|{sign}|")[1:-1]:
            if each != " " or (signs and signs[-1][0] != " "):
                signs.append((each, at))
    return signs


def fold(text: str) -> str:
    """Return text for comparing and searching: lower case, no accents, plain marks.

    Apostrophes become ' and every run of white space one space, so that “l’Otan”
    is found by "l'otan". The result does not keep positions.
    """
    if text.isascii():  # most words: nothing to take apart
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'").replace("ʼ", "'"))
    # No sign below U+0300 is a combining one, and asking costs more than comparing.
    bare = "".join(
        [
            sign
            for sign in decomposed
            if sign < "\u0300" or not unicodedata.combining(sign)
        ]
    )
    folded = bare.casefold().replace("œ", "oe").replace("æ", "ae")
    return " ".join(folded.split())
