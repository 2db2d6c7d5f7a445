"""Plain text in, a record out: what the text says of itself, each only where it says so.

Pure. A wire piece as somebody pastes it has a few lines around its text: headline,
byline, agency, moments, a dateline before the first sentence. They are read where their
form leaves no doubt; whatever is not found stays empty, for an editor to fill in. The
text itself is not touched.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quotes.checks.reading import word_set
from quotes.extraction import detect
from quotes.importers.printed import day_in, moments
from quotes.texts import TextError, gettext_noop, normalize

#: The largest text that is taken in, in bytes of UTF-8: 5 MB.
MOST_BYTES = 5_000_000

#: Lines before the text proper, and after it, that can say something of it.
_HEAD, _FOOT = 12, 3
#: A headline is no longer than this, in code points, and shorter than the text under it.
_LONGEST_HEADLINE = 150
_LONGEST_BYLINE = 120
_SHORTEST_PARAGRAPH = 80


@dataclass(frozen=True, slots=True)
class Record:
    """What was found; the fields but text are columns of an article, "" if not found.

    language is "fr", "en" or ""; published_on is the day where it is printed in full.
    """

    text: str
    language: str = ""
    headline: str = ""
    byline: str = ""
    publisher: str = ""
    dateline: str = ""
    published_printed: str = ""
    updated_printed: str = ""
    published_on: date | None = None


def decode(data: bytes) -> str:
    """Return the text of a file in UTF-8, normalized as an article keeps it.

    Raises TextError that says where and what: too large, empty, not UTF-8.
    """
    demand_size(len(data))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TextError(
            gettext_noop(
                "Line %(line)d is not UTF-8 (byte %(byte)s at %(place)d). Save the file "
                "as UTF-8 and send it again."
            ),
            line=line,
            byte=f"{data[error.start]:02X}",
            place=error.start,
        ) from None
    return normalize(text)


def demand_size(size: int) -> None:
    """Raise TextError for a text of more than 5 MB; size is in bytes of UTF-8."""
    if size > MOST_BYTES:
        raise TextError(
            gettext_noop(
                "The text has %(size).1f MB; at most %(most)d MB are taken in. Split it "
                "into its pieces."
            ),
            size=size / 1_000_000,
            most=MOST_BYTES // 1_000_000,
        )


def read(text: str) -> Record:
    """Return what a text, normalized as normalize() does, says of itself."""
    lines = [line.strip() for line in text.split("\n")]
    lines = [line for line in lines if line]
    language = detect(text) or ""
    head = _Head(lines[:_HEAD])
    published, updated = head.moments()
    tag, dateline = _opening(head.body())
    agency = head.agency() or tag or _agency_in(lines[-_FOOT:])
    return Record(
        text=text,
        language=language,
        headline=head.headline(lines),
        byline=head.byline(),
        publisher=agency,
        dateline=dateline,
        published_printed=published,
        updated_printed=updated,
        published_on=day_in(published, language),
    )


#: Agencies as their lines print them, in small letters and without an article.
_AGENCIES = frozenset(
    name.strip()
    for line in """
    afp|agence france-presse|agence france presse|reuters|thomson reuters|ap
    associated press|presse canadienne|canadian press|pc|cp|belga|agence belga|ats
    keystone-ats|ansa|dpa|efe|pa media|press association|pa|upi
    united press international|bloomberg|bloomberg news|tass|interfax|ukrinform
    xinhua|chine nouvelle|kyodo|kyodo news|anp|apa|lusa|pap|tt|ntb|ritzau|anadolu
    agence anadolu|anadolu agency|aap|dow jones|dow jones newswires
    """.splitlines()
    for name in line.split("|")
) - {""}
_ARTICLE = re.compile(r"^(?:the|la|l['’])\s*", re.IGNORECASE)


def _is_agency(words: str) -> bool:
    bare = _ARTICLE.sub("", words.strip().strip("()[]©–—-").strip()).casefold()
    return " ".join(bare.split()) in _AGENCIES


def _agency_in(lines: Sequence[str]) -> str:
    """Return the agency that signs: a line of its own that names nothing else."""
    for line in lines:
        if _is_agency(line):
            return line.strip("()[]©–—- ")
    return ""


_NAME = r"[^\W\d_a-zß-ÿ][^\W\d_]*(?:['’.-]+[^\W\d_]+)*\.?"
_PARTICLE = r"(?:de|du|des|d['’]|la|le|van|von|der|den|ten|el|al|bin|ben|da|dos|di)"
_FULL = rf"{_NAME}(?:\s+(?:{_PARTICLE}\s*)*{_NAME}){{1,3}}"
_SEVERAL = rf"{_FULL}(?:\s*(?:,|&|\band\b|\bet\b|,\s+and|,\s+et)\s+{_FULL}){{0,4}}"
_BYLINE = re.compile(
    rf"(?:[Bb]y|BY|[Pp]ar|PAR)\s+(?P<who>{_SEVERAL})(?P<rest>\s*(?:[,|(/–—-].*)?)$"
)
#: “Léon BRUNEAU”: how French agencies sign, without a word before it.
_SIGNED = re.compile(
    rf"{_NAME}(?:\s+{_NAME})?\s+(?:{_PARTICLE}\s*)*[^\W\d_a-zß-ÿ]{{2,}}"
    r"(?:[-\s’'][^\W\d_a-zß-ÿ]{2,})?$"
)
_ONE = re.compile(rf"{_FULL}$")


class _Head:
    """The first lines of a text that hold something."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self._moments = [moments(line) for line in lines]

    def moments(self) -> tuple[str, str]:
        """Return (published, updated) as printed, the first of each."""
        published = next((found for found, _ in self._moments if found), "")
        return published, next((found for _, found in self._moments if found), "")

    def agency(self) -> str:
        """Return the agency that a line of the head names by itself."""
        return _agency_in(self.lines)

    def byline(self) -> str:
        """Return who signs: after “By” or “Par”, or beside a line that is no text."""
        for number, line in enumerate(self.lines):
            found = _BYLINE.match(line) if len(line) <= _LONGEST_BYLINE else None
            if found and _ends_byline(found["rest"]):
                return found["who"]
            if len(line) > 60 or self._is_beside(number):
                continue
            if _SIGNED.match(line) and self._has_beside(number):
                return line
            is_last = number + 1 == len(self.lines)
            if _ONE.match(line) and not is_last and _is_agency(self.lines[number + 1]):
                return line
        return ""

    def _is_beside(self, number: int) -> bool:
        """Tell whether a line is about the text: moments or an agency."""
        return any(self._moments[number]) or _is_agency(self.lines[number])

    def _has_beside(self, number: int) -> bool:
        return any(
            0 <= other < len(self.lines) and self._is_beside(other)
            for other in (number - 1, number + 1)
        )

    def body(self) -> str:
        """Return the first paragraph of the text proper, "" where there is none."""
        for line in self.lines:
            if len(line) >= _SHORTEST_PARAGRAPH or any(_opening(line)):
                return line
        return ""

    def headline(self, lines: Sequence[str]) -> str:
        """Return the first line if it stands above the text instead of beginning it."""
        if not lines or not _may_be_headline(lines[0]) or self._is_beside(0):
            return ""
        signs = (_BYLINE, _SIGNED)
        is_signed = any(form.match(lines[0]) for form in signs)
        if is_signed or lines[0] == self.byline() or any(_opening(lines[0])):
            return ""
        later = (
            line
            for number, line in enumerate(self.lines[1:], start=1)
            if not self._is_beside(number)
        )
        under = next((each for each in later if len(each) >= _SHORTEST_PARAGRAPH), "")
        is_text = under.rstrip('»”" )').endswith((".", "!", "?", "…", ":"))
        return lines[0] if is_text and len(under) > len(lines[0]) else ""


def _ends_byline(rest: str) -> bool:
    """Tell whether what follows the names is an agency or a desk, not a sentence."""
    rest = rest.strip()
    if not rest:
        return True
    words = rest.strip(",|()/–—- ")
    return not rest.endswith(".") and (
        _is_agency(words) or (len(words.split()) <= 4 and words[:1].isupper())
    )


def _may_be_headline(line: str) -> bool:
    """Tell whether a line has the form of a headline: short, and no sentence's end."""
    return (
        len(line) <= _LONGEST_HEADLINE
        and len(re.findall(r"\w+", line)) >= 2
        and not line.rstrip('»”" )').endswith((".", "…", ",", ";", ":"))
        and not line.startswith(("-", "–", "—", "("))
        and not line[0].islower()
    )


_IN_BRACKETS = re.compile(r"\((?P<what>[^()\n]{2,60})\)\s*[-–—:]?\s*(?=\S)")
_AFTER_TAG = re.compile(
    r"(?P<place>[^\W\d_a-zß-ÿ][^()\n–—]{1,58}?)\s*\((?P<tag>[^()\n]{2,40})\)\s*[-–—:]\s*"
)
_CAPITALS = re.compile(
    r"(?P<place>(?:[^\W\d_a-zß-ÿ]|['’. -](?=[^\W\d_a-zß-ÿ\s])|\.(?=[\s,])){2,40}"
    r"(?:,\s[^\W\d_a-zß-ÿ][\w.'’ -]{1,30})?)\s*(?:\s[-–—]|—|–)\s+(?=\S)"
)
#: What stands in capitals before a dash and is no place.
_LABELS = word_set("""
    update updated breaking exclusive analysis opinion watch live corrected correction
    factbox timeline explainer interview profile alert urgent flash exclusif analyse
    direct portrait entretien reportage tribune éclairage focus vidéo video photos
    dernière minute breaking news note
    """)
_DATE_PART = re.compile(
    r",?\s+[^\W\d_]{3,9}\.?\s+\d{1,2}(?:,\s+\d{4})?$|,?\s+\d{1,2}\s.*$"
)


def _opening(line: str) -> tuple[str, str]:
    """Return (agency, place) that stand before a paragraph's first sentence."""
    found = _IN_BRACKETS.match(line)
    if found:
        words = found["what"].strip()
        if _is_agency(words):
            return words, ""
        is_place = (
            words[0].isupper() and len(words.split()) <= 4 and _has_no_digit(words)
        )
        return "", words if is_place and len(line) > found.end() + 20 else ""
    found = _AFTER_TAG.match(line)
    if found and _is_agency(found["tag"]):
        return found["tag"].strip(), _place(found["place"])
    found = _CAPITALS.match(line)
    if found and found["place"].split(",")[0].casefold() not in _LABELS:
        words = found["place"].split(",")[0].split()
        if len(words) <= 4 and not any(word.casefold() in _LABELS for word in words):
            return "", _place(found["place"])
    return "", ""


def _place(words: str) -> str:
    """Return a place as printed, without the day that stands after it."""
    return _DATE_PART.sub("", words.strip()).strip(" ,")


def _has_no_digit(words: str) -> bool:
    return not any(sign.isdigit() for sign in words)
