"""Days and moments: ISO 8601, and a fault for everything that would be a guess."""

from datetime import UTC, datetime

import pytest

from quotes.importers.dates import day, day_or_moment, is_past, moment, partial_day
from quotes.importers.notes import Notes


@pytest.fixture
def notes():
    return Notes("line 3")


def test_a_day(notes):
    assert day(notes, "published_on", "2024-02-29") == "2024-02-29"
    assert day(notes, "published_on", None) is None
    assert day(notes, "published_on", "") is None
    assert notes.faults == []


@pytest.mark.parametrize(
    "written",
    [
        *("2024-13-01", "2024-02-30", "2023-02-29", "0000-01-01"),
        *("12/11/2024", "12.11.2024", "20241112", "2024-11", "mardi", "12 nov. 2024"),
        *("2024-11-12T21:28:00Z", "２０２４-11-12", 20241112, 1731443280.0, True, []),
    ],
)
def test_a_wrong_day_gets_its_fault(notes, written):
    assert day(notes, "published_on", written) is None

    (fault,) = notes.faults
    assert (fault.place, fault.field, fault.is_warning) == (
        "line 3",
        "published_on",
        False,
    )
    assert str(written) in fault.what
    assert "2024-11-12" in fault.do


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-11-12T20:28:00Z", "2024-11-12T20:28:00Z"),
        ("2024-11-12T21:28:00+01:00", "2024-11-12T20:28:00Z"),
        ("2024-11-12T21:28:59.999+0100", "2024-11-12T20:28:59Z"),
        ("2024-11-12T00:10+02", "2024-11-11T22:10:00Z"),
    ],
)
def test_a_moment_is_whole_seconds_of_utc(notes, written, expected):
    assert moment(notes, "published_at", written) == expected
    assert notes.faults == []


@pytest.mark.parametrize(
    ("written", "part"),
    [
        ("2024-11-12T21:28:00", "does not tell its time zone"),
        ("2024-11-12", "no moment"),
        ("2024-11-12 21:28:00Z", "no moment"),
        ("1731443280", "no moment"),
        (1731443280, "no moment"),
        ("2024-02-30T21:28:00Z", "calendar"),
        ("2024-11-12T25:00:00Z", "calendar"),
        ("2024-11-12T21:28:60Z", "calendar"),
        ("0001-01-01T00:00:00+01:00", "calendar"),
        ("Tue, 12 Nov 2024 20:28:00 GMT", "no moment"),
    ],
)
def test_a_wrong_moment_gets_its_fault(notes, written, part):
    assert moment(notes, "published_at", written) is None
    (fault,) = notes.faults
    assert part in fault.what


def test_a_day_of_a_moment_is_that_of_its_own_zone(notes):
    written = "2024-11-12T00:30:00+01:00"

    assert day_or_moment(notes, "", written) == ("2024-11-12", "2024-11-11T23:30:00Z")
    assert day_or_moment(notes, "", "2024-11-12") == ("2024-11-12", None)
    assert day_or_moment(notes, "", None) == (None, None)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024", ("2024-01-01", "year")),
        ("2024-11", ("2024-11-01", "month")),
        ("2024-11-12", ("2024-11-12", "day")),
        (None, (None, None)),
    ],
)
def test_a_date_as_far_as_it_is_known(notes, written, expected):
    assert partial_day(notes, "said_on", written) == expected
    assert notes.faults == []


def test_a_month_that_there_is_not(notes):
    assert partial_day(notes, "said_on", "2024-13") == (None, None)
    assert len(notes.faults) == 1


def test_past_is_up_to_now():
    now = datetime(2024, 11, 12, 20, 28, tzinfo=UTC)

    assert is_past("2024-11-12T20:28:00Z", now)
    assert not is_past("2024-11-12T20:28:01Z", now)
