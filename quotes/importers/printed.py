"""Moments as a text prints them: lines such as “Publié à 21h28”, and days in them.

Pure. What is printed is kept as it is; a day is worked out only where the text gives
day, month and year, and no other reading is possible.
"""

import re
from collections.abc import Iterator
from datetime import date

from quotes.checks.reading import word_set

#: A line of times is no longer than this, in code points.
LONGEST = 80

_PUBLISHED = re.compile(
    r"(?:publi[ée]e?|mise? en ligne|par[ue]{1,2}|posted|(?:first )?published)\b\s*:?",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"(?:mise? [àa] jour|actualis[ée]e?|modifi[ée]e?"
    r"|(?:last )?(?:updated|modified))\b\s*:?",
    re.IGNORECASE,
)
#: Between two moments on one line.
_BETWEEN = re.compile(
    r"\s+[-–—|·•/]+\s+|\s*[,;]\s+(?=mise?\s|actualis|modifi|(?:last )?updated)"
    r"|\s+(?=\((?:mise?\s|updated))",
    re.IGNORECASE,
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv jan january",
            "février fevrier févr fév feb february",
            "mars mar march",
            "avril avr apr april",
            "mai may",
            "juin jun june",
            "juillet juil jul july",
            "août aout aug august",
            "septembre sept sep september",
            "octobre oct october",
            "novembre nov november",
            "décembre decembre déc dec december",
        ),
        start=1,
    )
    for name in names.split()
}
#: Words that a moment is printed with, besides months and figures.
_OF_MOMENTS = word_set("""
    le la les à a au at on the of de du heure heures hour hours h min am pm p m noon midnight
    gmt utc cet cest est edt et bst pst pdt ist jst heure locale local time paris
    bruxelles montréal today yesterday aujourd'hui hier
    lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur
    thurs fri sat sun st nd rd th er
    """)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def moments(line: str) -> tuple[str, str]:
    """Return (published, updated) of a line, each as printed or "".

    Both are "" unless the whole line is about moments: “Publié en 2019, son roman…” is
    a sentence.
    """
    published = updated = ""
    if len(line) > LONGEST:
        return "", ""
    for part in _BETWEEN.split(line.strip()):
        part = part.strip().strip("()")
        if not published and _is_moment(part, _PUBLISHED):
            published = part
        elif not updated and _is_moment(part, _UPDATED):
            updated = part
        elif not (published or updated) or not _says_when(part):
            return "", ""
    return published, updated


def _is_moment(part: str, keyword: re.Pattern[str]) -> bool:
    found = keyword.match(part)
    return found is not None and _says_when(part[found.end() :])


def _says_when(words: str) -> bool:
    """Tell whether words hold figures and, besides, nothing but words of moments."""
    if not any(sign.isdigit() for sign in words):
        return False
    return all(
        word in _OF_MOMENTS or word in _MONTHS
        for word in (each.replace("’", "'").lower() for each in _WORD.findall(words))
    )


_NAMED = r"(?P<month>[^\W\d_]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:er|st|nd|rd|th)?"
_FORMS = (
    re.compile(r"\b(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})(?!\d)"),
    re.compile(rf"\b{_DAY}\s+(?:of\s+)?{_NAMED},?\s+(?P<year>\d{{4}})\b"),
    re.compile(rf"\b{_NAMED}\s+{_DAY},?\s+(?P<year>\d{{4}})\b"),
    re.compile(r"\b(?P<day>\d{1,2})[/.](?P<number>\d{1,2})[/.](?P<year>\d{4})\b"),
)


def day_in(printed: str, language: str) -> date | None:
    """Return the day that printed words give with its month and year, else None.

    “03/04/2024” is a day in April in French, and none in English, which has two
    readings of it. None where two different days stand there.
    """
    days = set(_days(printed, language))
    return days.pop() if len(days) == 1 else None


def _days(printed: str, language: str) -> Iterator[date]:
    for form in _FORMS:
        for found in form.finditer(printed):
            parts = found.groupdict()
            month = _MONTHS.get((parts.get("month") or "").lower(), 0)
            month = month or int(parts.get("number") or 0)
            day = int(parts["day"])
            is_numeric = form is _FORMS[-1]
            if is_numeric and language != "fr" and day <= 12 and day != month:
                continue
            try:
                yield date(int(parts["year"]), month, day)
            except ValueError:  # the 31st of a month of thirty days, or no month
                continue
