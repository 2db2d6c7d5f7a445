"""The first page: search, what was verified and corrected last, what is asked for most."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from quotes import workflow
from quotes.asked import FEWEST, most_asked
from quotes.models import Article, Reading
from tests import factories as make

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 11, 13, 9, 0, tzinfo=UTC)
TODAY = NOW.date()


def read_by(publication, count, day=TODAY):
    Reading.objects.create(quote=publication.quote, day=day, count=count)


def asked(**options):
    return most_asked(NOW, **options)


def test_the_search_field_leads_to_the_list_the_help_and_the_sentence(client):
    content = client.get("/").content.decode()

    assert '<form class="search" action="/quotes/"' in content
    for name in ("search-help", "find"):
        assert f'href="{reverse(f"quotes:{name}")}"' in content


def test_only_verified_quotes_are_among_the_latest(client):
    verified = make.make_verified_quote()
    for status in ("disputed", "unresolved", "under_review", "unverified", "withdrawn"):
        make.make_quote_in(status)

    latest = client.get("/").context["latest"]

    assert [row.quote for row in latest] == [verified]


def test_the_latest_corrections_stand_there(client):
    make.make_published_correction(notice="Notre base nommait à tort le ministre.")
    make.make_signed_correction(notice="Ce brouillon n’est pas public.")

    content = client.get("/").content.decode()

    assert "Notre base nommait à tort le ministre." in content
    assert "brouillon" not in content


def test_an_empty_newsroom_says_so(client):
    content = client.get("/").content.decode()

    assert "No quote is verified yet." in content
    assert "No correction was published yet." in content
    assert 'id="asked"' not in content


def test_what_is_asked_for_most_comes_first():
    first, second, third = make.make_publications(3)
    read_by(first, 2)
    read_by(first, 2, TODAY - timedelta(days=1))
    read_by(second, 3)
    read_by(third, 9)

    assert asked() == [third, first, second]
    assert asked(number=3) == asked()


def test_only_the_last_seven_days_count():
    publications = make.make_publications(4)
    for publication in publications[:3]:
        read_by(publication, 1, TODAY - timedelta(days=6))
    read_by(publications[3], 99, TODAY - timedelta(days=7))

    assert set(asked()) == set(publications[:3])


def test_fewer_than_three_are_not_shown(client):
    publications = make.make_publications(3)
    for publication in publications[: FEWEST - 1]:
        read_by(publication, 5, timezone.now().date())
    assert 'id="asked"' not in client.get("/").content.decode()

    read_by(publications[2], 1, timezone.now().date())

    content = client.get("/").content.decode()
    [section] = re.findall(
        r'<section aria-labelledby="asked">.*?</section>', content, re.DOTALL
    )
    assert section.count("<li>") == 3
    for publication in publications:
        assert publication.get_absolute_url() in section


def test_what_is_not_listed_is_not_asked_for():
    withdrawn = make.make_verified_quote()
    version = withdrawn.publications.get()
    shown = make.make_publications(3)
    for publication in (version, *shown):
        read_by(publication, 5)
    workflow.withdraw(withdrawn, by=make.make_standards_editor(), reason="Inventée.")
    assert set(asked()) == set(shown)

    Article.objects.filter(pk=shown[0].article_id).update(release="withheld")

    assert asked() == []


def test_a_reported_statement_is_shown_with_its_cue_and_mention(client):
    make.make_verified_quote(**make.DENIAL)
    quotes = make.make_publications(2)
    denial = make.Publication.objects.get(polarity="denied")
    for publication in (denial, *quotes):
        read_by(publication, 5, timezone.now().date())

    content = client.get("/").content.decode()
    section = content[content.index('<section aria-labelledby="asked">') :]

    assert '<span class="mention">Le Kremlin</span>' in section
    assert '<span class="cue">a démenti</span>' in section


def test_the_first_page_asks_the_database_as_often_for_many_as_for_few(
    client, django_assert_max_num_queries
):
    for publication in make.make_publications(8):
        read_by(publication, 1, timezone.now().date())
    for _number in range(3):
        make.make_published_correction()

    with django_assert_max_num_queries(8):
        client.get("/")


def test_the_foot_of_every_page_leads_to_the_rules_and_the_data(client):
    for address in ("/", "/fr/", "/quotes/", "/about/"):
        content = client.get(address).content.decode()
        foot = content[content.index("<footer") :]
        for page in ("verification/", "corrections/", "unnamed-sources/", "search/"):
            assert f"/about/{page}" in foot
        assert "/api/" in foot


@pytest.mark.parametrize("path", ["/", "/quotes/?q=paix", "/about/search/"])
def test_both_languages_name_one_address_for_everybody_else(client, path):
    wanted = (
        f'<link rel="alternate" hreflang="x-default" href="http://testserver{path}">'
    )

    for address in (path, f"/fr{path}"):
        assert client.get(address).content.decode().count(wanted) == 1
