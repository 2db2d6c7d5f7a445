"""The words and dates of citations, in the language of the format. Pure."""

from dataclasses import dataclass
from datetime import date

from quotes.typography import NBSP, NNBSP

_ENGLISH = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_FRENCH = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet"),
    *("août", "septembre", "octobre", "novembre", "décembre"),
)
#: MLA shortens the names of months that have more than four letters.
_SHORT = (
    *("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July"),
    *("Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
)


@dataclass(frozen=True, slots=True)
class Words:
    """What citations say in one language, as patterns for str.format."""

    code: str
    record: str
    record_without_version: str
    statement: str
    attributed: str
    nobody: str
    heading: str
    bare: str
    reported: str
    said: dict[str, str]
    notice: str
    replaced: str
    semicolon: str
    and_: str


ENGLISH = Words(
    code="en",
    record="quote {id}, version {number}",
    record_without_version="quote {id}",
    statement="Reported statement {id}",
    attributed="attributed to {names}",
    nobody="attributed in print to {mention}, not identified",
    heading="printed as a heading, without attribution",
    bare="printed without attribution",
    reported="reported, not quoted",
    said={"day": "said on {day}", "month": "said in {day}", "year": "said in {day}"},
    notice="notice: {address}",
    replaced="replaced since",
    semicolon="; ",
    and_="and",
)
FRENCH = Words(
    code="fr",
    record="citation {id}, version {number}",
    record_without_version="citation {id}",
    statement="Propos rapportés {id}",
    attributed="attribuée à {names}",
    nobody="attribuée dans le texte à {mention}, auteur non identifié",
    heading="en intertitre, sans attribution",
    bare="sans attribution dans le texte",
    reported="propos rapportés, non cités",
    said={
        "day": "propos tenus le {day}",
        "month": "propos tenus en {day}",
        "year": "propos tenus en {day}",
    },
    notice=f"rectificatif{NBSP}: {{address}}",
    replaced="remplacée depuis",
    semicolon=f"{NNBSP}; ",
    and_="et",
)
TONGUES = {words.code: words for words in (ENGLISH, FRENCH)}


def day_first(day: date, code: str = "en") -> str:
    """Return 13 November 2024, or 13 novembre 2024 (1er janvier 2024) in French."""
    if code == "fr":
        number = "1er" if day.day == 1 else str(day.day)
        return f"{number} {_FRENCH[day.month - 1]} {day.year}"
    return f"{day.day} {_ENGLISH[day.month - 1]} {day.year}"


def month_first(day: date) -> str:
    """Return November 13, 2024."""
    return f"{_ENGLISH[day.month - 1]} {day.day}, {day.year}"


def year_first(day: date) -> str:
    """Return 2024, November 13, as APA has it."""
    return f"{day.year}, {_ENGLISH[day.month - 1]} {day.day}"


def short_month(day: date) -> str:
    """Return 13 Nov. 2024, as MLA has it."""
    return f"{day.day} {_SHORT[day.month - 1]} {day.year}"


def as_known(day: date, precision: str, code: str) -> str:
    """Return a date as far as it is known: 2024, November 2024, or the whole day."""
    if precision == "year":
        return str(day.year)
    if precision == "month":
        months = _FRENCH if code == "fr" else _ENGLISH
        return f"{months[day.month - 1]} {day.year}"
    return day_first(day, code)
