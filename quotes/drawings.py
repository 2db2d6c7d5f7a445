"""Figures for small drawings: where bars begin and end. Pure; templates draw them.

Lengths are whole numbers of a line of 1,000 units, whatever size it is shown in.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

LINE = 1000

#: Shortest bar, so that a day in office can be seen.
SHORTEST = 8


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of the line; begins_before and goes_on say that an end is not known."""

    start: int
    length: int
    begins_before: bool = False
    goes_on: bool = False

    @property
    def end(self) -> int:
        """Where the bar ends."""
        return self.start + self.length

    @property
    def gaps(self) -> list[int]:
        """Where the bar is broken, to show that an end of it is not known."""
        found = [self.start + 8, self.start + 22] if self.begins_before else []
        if self.goes_on:
            found += [self.end - 28, self.end - 14]
        return [at for at in found if self.start < at < self.end - 6]


@dataclass(frozen=True, slots=True)
class TimeLine:
    """Bars on one scale from the first day of a year to the last day of another."""

    first_year: int
    last_year: int
    bars: tuple[Bar, ...]


def time_line(
    periods: Iterable[tuple[date | None, date | None]], today: date
) -> TimeLine | None:
    """Return periods (first day, last day; None where not known) on one scale.

    A period without an end goes on to today, or to the end of the scale if that is
    later; one without a beginning starts with the scale. None without any date.
    """
    periods = list(periods)
    known = [day for period in periods for day in period if day is not None]
    if not known:
        return None
    if any(last is None for _first, last in periods):
        known.append(today)
    first_year, last_year = min(known).year, max(known).year
    begin = date(first_year, 1, 1).toordinal()
    whole = date(last_year, 12, 31).toordinal() - begin + 1
    bars = []
    for first, last in periods:
        start = 0 if first is None else first.toordinal() - begin
        until = max(last or today, first or date.min)
        end = min(until.toordinal() - begin + 1, whole)
        length = max(SHORTEST, round((end - start) * LINE / whole))
        at = min(round(start * LINE / whole), LINE - length)
        bars.append(Bar(at, length, first is None, last is None))
    return TimeLine(first_year, last_year, tuple(bars))


def lengths(counts: Mapping[int, int]) -> list[tuple[int, int, int]]:
    """Return [(year, count, length)] with the newest year first; the most fill the line."""
    most = max(counts.values(), default=0)
    return [
        (year, count, max(SHORTEST, round(count * LINE / most)))
        for year, count in sorted(counts.items(), reverse=True)
        if count
    ]
