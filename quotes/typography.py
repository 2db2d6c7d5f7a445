"""Typography of shown text; stored text never changes.

French spacing follows the Lexique of the Imprimerie nationale in its web form:
no-break space inside guillemets and before the colon, narrow no-break space before
; ! ? and between groups of digits.
"""

import re
from collections.abc import Iterable

from quotes.passages import QUOTED

NBSP = "\u00a0"
NNBSP = "\u202f"

_HIGH = re.compile(r"[ \u00a0\u202f]([;!?])")
_COLON = re.compile(r"[ \u00a0\u202f](:)(?=\s|$)")
_OPEN = re.compile(r"«[ \u00a0\u202f]?")
_CLOSE = re.compile(r"[ \u00a0\u202f]?»")
_DIGITS = re.compile(r"(?<=\d)[ \u00a0](?=\d{3}(?!\d))")
_PERCENT = re.compile(r"(?<=\d)[ \u00a0](?=%)")

#: Opening and closing marks by language; the base language decides.
MARKS = {
    "fr": ("«" + NBSP, NBSP + "»"),
    "en": ("“", "”"),
    "de": ("„", "“"),
    "es": ("«", "»"),
    "it": ("«", "»"),
    "ru": ("«", "»"),
    "uk": ("«", "»"),
    "pl": ("„", "”"),
}


def marks(language: str) -> tuple[str, str]:
    """Return the opening and closing quotation mark of a language (BCP 47)."""
    return MARKS.get(language.split("-")[0], MARKS["en"])


def plain_statement(parts: Iterable[tuple[str, str]], language: str) -> str:
    """Return a statement's (role, text) parts as one text, real marks around quoted ones.

    Reported speech comes with its cue and mention, as its parts do; no other words
    are between marks.
    """
    opening, closing = marks(language)
    return "".join(
        f"{opening}{text}{closing}" if role == QUOTED else text for role, text in parts
    )


def colon(language: str) -> str:
    """Return a colon as a language sets it between two things of a line."""
    return NBSP + ": " if language.split("-")[0] == "fr" else ": "


def spaced(text: str, language: str) -> str:
    """Return text with the spacing of its language, for display.

    Only spaces change, and only in French: those that stand in the text become
    no-break ones, and guillemets get theirs, so that no line begins with a mark.
    Every other language is returned as it is.
    """
    if language.split("-")[0] != "fr":
        return text
    text = _OPEN.sub("«" + NBSP, text)
    text = _CLOSE.sub(NBSP + "»", text)
    text = _HIGH.sub(NNBSP + r"\1", text)
    text = _COLON.sub(NBSP + r"\1", text)
    text = _DIGITS.sub(NNBSP, text)
    return _PERCENT.sub(NBSP, text)
