"""Where the bars of small drawings begin and end."""

from datetime import date

import pytest

from quotes.drawings import LINE, SHORTEST, lengths, time_line

TODAY = date(2024, 12, 31)


def bars(*periods, today=TODAY):
    return [(bar.start, bar.end) for bar in time_line(periods, today).bars]


def test_the_scale_goes_from_the_first_year_to_the_last():
    found = time_line([(date(2019, 12, 1), date(2024, 11, 30))], TODAY)

    assert (found.first_year, found.last_year) == (2019, 2024)


def test_a_whole_year_fills_its_part_of_the_line():
    found = bars(
        (date(2021, 1, 1), date(2022, 12, 31)), (date(2023, 1, 1), date(2024, 12, 31))
    )

    assert found == [(0, 500), (500, 1000)]


def test_what_goes_on_ends_today_and_says_so():
    (bar,) = time_line([(date(2023, 1, 1), None)], date(2024, 7, 1)).bars

    assert bar.goes_on
    assert not bar.begins_before
    assert (bar.start, bar.end) == (0, 750)


def test_what_began_at_a_time_not_known_starts_with_the_scale_and_says_so():
    first, second = time_line(
        [(None, date(2022, 12, 31)), (date(2021, 1, 1), date(2024, 12, 31))], TODAY
    ).bars

    assert first.begins_before
    assert first.start == 0
    assert not second.begins_before


def test_a_single_day_can_be_seen_also_at_the_end():
    (end,) = bars((date(2024, 12, 31), date(2024, 12, 31)))

    assert end == (LINE - SHORTEST, LINE)


def test_an_office_that_begins_in_the_future_stays_on_the_line():
    for start, end in bars((date(2030, 6, 1), None), (date(2020, 1, 1), None)):
        assert 0 <= start < end <= LINE


def test_ends_that_are_not_known_are_broken():
    known, begun, open_end = time_line(
        [
            (date(2020, 1, 1), date(2024, 12, 31)),
            (None, date(2022, 12, 31)),
            (date(2021, 1, 1), None),
        ],
        TODAY,
    ).bars

    assert known.gaps == []
    assert begun.gaps == [8, 22]
    assert open_end.gaps == [open_end.end - 28, open_end.end - 14]


@pytest.mark.parametrize("periods", [[], [(None, None)]])
def test_without_a_date_nothing_is_drawn(periods):
    assert time_line(periods, TODAY) is None


def test_the_year_with_the_most_fills_the_line():
    assert lengths({2022: 5, 2024: 10, 2023: 0}) == [(2024, 10, 1000), (2022, 5, 500)]
    assert lengths({2024: 1000, 2023: 1})[1] == (2023, 1, SHORTEST)
    assert lengths({}) == []
