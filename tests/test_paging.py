"""Keyset paging: every row once, whichever way one goes."""

from datetime import date

import pytest

from quotes.models import Publication
from quotes.paging import BadToken, blocks_of, page_of
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    """Eleven publications on three days and without one; newest first."""
    made = make.make_publications(11)
    for number, row in enumerate(made):
        day = [date(2024, 11, 12), date(2024, 11, 12), date(2023, 1, 5), None][
            number % 4
        ]
        row.dated_on, row.sorted_on = day, day or date.min
        row.save()
    return list(Publication.objects.listed().newest_first())


def walk(size, start="", way="next"):
    token, pages = start, []
    while True:
        page = page_of(Publication.objects.listed(), token, size)
        pages.append(page)
        token = getattr(page, way)
        if not token:
            return pages


@pytest.mark.parametrize("size", [1, 2, 3, 5, 10, 11, 12])
def test_forth_and_back_every_row_comes_once_and_in_order(rows, size):
    forth = walk(size)
    back = (
        walk(size, start=forth[-1].previous, way="previous") if len(forth) > 1 else []
    )

    assert [row for page in forth for row in page.rows] == rows
    before_last = rows[: len(rows) - len(forth[-1].rows)]
    assert [row for page in reversed(back) for row in page.rows] == (
        before_last if back else []
    )
    assert forth[0].previous == ""


def test_a_row_that_comes_in_meanwhile_shifts_nothing(rows):
    first = page_of(Publication.objects.listed(), "", 4)
    make.make_verified_quote(said_on="2025-01-01")

    second = page_of(Publication.objects.listed(), first.next, 4)

    assert first.rows + second.rows == rows[:8]
    assert page_of(Publication.objects.listed(), second.previous, 4).rows == first.rows


def test_the_undated_stand_at_the_end(rows):
    assert [row.dated_on for row in rows][-2:] == [None, None]


def test_blocks_give_all_rows(rows):
    assert list(blocks_of(Publication.objects.listed(), 3)) == rows


def test_a_token_of_a_page_that_is_empty_now_leads_to_the_first(rows):
    token = page_of(Publication.objects.listed(), "", 4).next
    back = page_of(Publication.objects.listed(), token, 4).previous

    assert (
        page_of(Publication.objects.filter(pk=rows[-1].pk), back, 4).rows == (rows[-1:])
    )


@pytest.mark.parametrize(
    "token",
    [
        "2",
        "x",
        "é",
        "====",
        "bjIwMjQ",
        "\0",
        "eDIwMjQtMTEtMTIvMQ",
        "bjIwMjQtMTMtMTIvMQ",
    ],
)
def test_a_token_that_is_not_ours_is_refused(rows, token):
    with pytest.raises(BadToken):
        page_of(Publication.objects.listed(), token, 4)
