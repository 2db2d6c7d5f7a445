"""Days and moments of a file: ISO 8601, and nothing that has to be guessed at.

A day is YYYY-MM-DD. A moment has a time zone, and becomes whole seconds of UTC,
YYYY-MM-DDTHH:MM:SSZ; parts of a second are cut off. “12/11/2024” is the 12th of November
to some and the 11th of December to others: it is refused, and so is “mardi”.
"""

import re
from datetime import UTC, date, datetime

from quotes.importers.notes import Notes, shortened
from quotes.texts import gettext_noop

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_PART = re.compile(r"(\d{4})(?:-(\d{2}))?", re.ASCII)
_MOMENT = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})T(?P<time>\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?"
    r"(?P<zone>Z|[+-]\d{2}(?::?\d{2})?)?",
    re.ASCII,
)
_NO_DAY = gettext_noop("“%(read)s” is no day as ISO 8601 writes it.")
_DAY_FORM = gettext_noop("Write year, month and day: 2024-11-12.")
_NO_MOMENT = gettext_noop("“%(read)s” is no moment as ISO 8601 writes it.")
_MOMENT_FORM = gettext_noop(
    "Write day, time and zone: 2024-11-12T21:28:00+01:00 or 2024-11-12T20:28:00Z."
)
_NO_ZONE = gettext_noop("“%(read)s” does not tell its time zone.")
_IMPOSSIBLE = gettext_noop("“%(read)s” is no date that the calendar has.")


def day(notes: Notes, field: str, value: object) -> str | None:
    """Return a day as YYYY-MM-DD; None for nothing, and with a fault for what is none."""
    if value is None or value == "":
        return None
    if not isinstance(value, str) or not _DAY.fullmatch(value.strip()):
        notes.refuse(field, _NO_DAY, _DAY_FORM, read=shortened(value))
        return None
    try:
        return date.fromisoformat(value.strip()).isoformat()
    except ValueError:
        notes.refuse(field, _IMPOSSIBLE, _DAY_FORM, read=shortened(value))
        return None


def moment(notes: Notes, field: str, value: object) -> str | None:
    """Return a moment in UTC; None for nothing, and with a fault for what is none."""
    if value is None or value == "":
        return None
    found = _MOMENT.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        notes.refuse(field, _NO_MOMENT, _MOMENT_FORM, read=shortened(value))
        return None
    if found["zone"] is None:
        notes.refuse(field, _NO_ZONE, _MOMENT_FORM, read=shortened(value))
        return None
    written = f"{found['day']}T{found['time']}{found['zone']}"
    try:
        at = datetime.fromisoformat(written).astimezone(UTC)
    except (ValueError, OverflowError):
        notes.refuse(field, _IMPOSSIBLE, _MOMENT_FORM, read=shortened(value))
        return None
    return f"{at:%Y-%m-%dT%H:%M:%SZ}".rjust(20, "0")


def day_or_moment(
    notes: Notes, field: str, value: object
) -> tuple[str | None, str | None]:
    """Return (day, moment) of what may be either; the day is that of its own zone."""
    if isinstance(value, str) and "T" in value:
        at = moment(notes, field, value)
        return (value.strip()[:10] if at else None), at
    return day(notes, field, value), None


def partial_day(
    notes: Notes, field: str, value: object
) -> tuple[str | None, str | None]:
    """Return (first day, precision) of 2024, 2024-11 or 2024-11-12."""
    found = _PART.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        known = day(notes, field, value)
        return known, ("day" if known else None)
    precision = "month" if found[2] else "year"
    known = day(notes, field, f"{found[1]}-{found[2] or '01'}-01")
    return known, (precision if known else None)


def is_past(at: str, now: datetime) -> bool:
    """Tell whether a moment, as moment() returns it, is over."""
    return datetime.fromisoformat(at) <= now
