"""Which quotes are asked for most."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from quotes.asked import most_asked
from quotes.models import Publication, Reading
from tests import factories as make

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
TODAY = date(2026, 11, 25)


def read(publication, times, day=TODAY):
    Reading.objects.create(quote_id=publication.quote_id, day=day, count=times)


def ids(found):
    return [row.pk for row in found]


def test_the_counts_of_seven_days_are_added_up():
    first, second, third = make.make_publications(3)
    read(first, 5)
    read(second, 3)
    read(second, 3, TODAY - timedelta(days=6))
    read(third, 1)
    read(third, 90, TODAY - timedelta(days=7))
    read(third, 90, TODAY + timedelta(days=1))

    assert ids(most_asked(NOW)) == ids([second, first, third])


def test_the_day_is_that_of_utc():
    rows = make.make_publications(3)
    for row in rows:
        read(row, 1)
    evening = timezone(timedelta(hours=-11))

    assert len(most_asked(NOW.astimezone(evening).replace(hour=22, day=24))) == 3


def test_fewer_than_three_are_no_list():
    first, second, third = make.make_publications(3)
    read(first, 5)
    read(second, 3)
    assert most_asked(NOW) == []

    read(third, 1)
    assert len(most_asked(NOW)) == 3


def test_no_more_than_five_are_shown():
    for row in make.make_publications(7):
        read(row, row.pk)

    found = most_asked(NOW)

    assert len(found) == 5
    assert ids(found) == sorted(ids(found), reverse=True)


@pytest.mark.parametrize("release", ["draft", "withheld", "embargoed"])
def test_what_readers_may_not_see_is_not_asked_for(release):
    rows = make.make_publications(4, articles=4)
    for row in rows:
        read(row, 1)
    read(rows[0], 90, TODAY - timedelta(days=1))
    article = rows[0].article
    article.release = release
    article.embargo_until = make.hours_from_now(2) if release == "embargoed" else None
    article.save()

    found = ids(most_asked(NOW))

    assert rows[0].pk not in found
    assert len(found) == 3


def test_the_newest_version_stands_for_a_quote():
    quote = make.make_verified_quote()
    make.make_published_correction(quote)
    newest = Publication.objects.get(quote=quote, is_current=True)
    for row in (newest, *make.make_publications(2)):
        read(row, 1)

    assert newest.pk in ids(most_asked(NOW))
