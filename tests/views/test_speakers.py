"""A speaker's page: offices on a time line, quotes by year, other names."""

import pytest

from quotes.facets import Total
from quotes.views import speakers as views
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def speaker():
    speaker = make.make_speaker("Anna Brandt")
    make.make_name(speaker, "Mme Brandt")
    make.make_office(
        speaker, "ministre", organization="Défense", held_from="2019-12-01",
        held_to="2024-11-30", language="fr",
    )  # fmt: skip
    make.make_office(speaker, "députée", held_from="2024-12-01", language="fr")
    for day in ("2023-01-05", "2024-11-12", "2024-11-12"):
        make.make_verified_quote(speaker=speaker, said_on=day)
    return speaker


def page_of(client, speaker):
    return client.get(speaker.get_absolute_url()).content.decode()


def test_offices_stand_on_a_time_line_with_their_days(client, speaker):
    page = page_of(client, speaker)

    assert page.count('<svg class="bar"') == 4
    assert '<span lang="fr">ministre, Défense</span>' in page
    assert "Dec. 1, 2019" in page
    assert "no end known" in page


def test_years_are_links_to_their_quotes(client, speaker):
    page = page_of(client, speaker)
    address = f"/quotes/?speaker={speaker.public_id}&amp;year=2023"

    assert f'<a href="{address}">2023</a>' in page
    found = client.get(address.replace("&amp;", "&"))
    assert len(found.context["publications"]) == 1
    assert "3 public quotes" in page


def test_other_names_are_told_with_what_they_are(client, speaker):
    page = page_of(client, speaker)

    assert '<dt>Short form</dt><dd><span lang="fr">Mme Brandt</span>' in page


def test_an_office_that_was_only_worked_out_is_not_told(client, speaker):
    make.make_office(speaker, "espionne")

    assert "espionne" not in page_of(client, speaker)


def test_the_number_of_queries_does_not_grow(
    client, speaker, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12) as few:
        page_of(client, speaker)
    for year in range(2010, 2020):
        make.make_office(speaker, f"fonction {year}", held_from=f"{year}-01-01")
        make.make_verified_quote(speaker=speaker, said_on=f"{year}-05-05")
    with django_assert_max_num_queries(len(few)):
        page_of(client, speaker)


def test_the_list_counts_a_quote_of_two_who_are_one_by_now_once(client):
    from quotes import workflow

    one, other = make.make_speaker("Anna Brandt"), make.make_speaker("A. Brandt")
    article = make.make_article()
    make.make_quote_of_two(one, other, article=article)
    make.make_verified_quote(article=article, speaker=other)
    workflow.merge_speakers(
        other, one, by=make.make_standards_editor(), reason="C’est la même."
    )

    (row,) = client.get("/speakers/").context["speakers"]

    assert row == one
    assert row.total == Total(2)


@pytest.mark.parametrize(
    ("exact", "most", "total", "english", "french"),
    [
        (3, 9, Total(3), "3 quotes", "3 citations"),
        (2, 9, Total(3, "about"), "about 3 quotes", "environ 3 citations"),
        (1, 2, Total(2, "more than"), "more than 2 quotes", "plus de 2 citations"),
    ],
)
def test_the_list_estimates_where_counting_on_would_take_long(
    client, monkeypatch, exact, most, total, english, french
):
    monkeypatch.setattr(views, "EXACT", exact)
    monkeypatch.setattr(views, "MOST", most)
    few, many = make.make_speaker("Anna Brandt"), make.make_speaker("Ben Carter")
    make.make_verified_quote(speaker=few)
    for _number in range(3):
        make.make_verified_quote(speaker=many)

    answer = client.get("/speakers/")

    totals = [row.total for row in answer.context["speakers"]]
    assert totals == [Total(1), total]
    assert english in answer.content.decode()
    assert french in client.get("/fr/speakers/").content.decode()


def test_whoever_others_were_merged_into_is_counted_not_estimated(client, monkeypatch):
    monkeypatch.setattr(views, "EXACT", 1)
    stays, goes = make.make_speaker("Anna Brandt"), make.make_speaker("A. Brandt")
    for speaker in (stays, goes, goes):
        make.make_verified_quote(speaker=speaker)
    goes.merged_into = stays
    goes.save()

    (row,) = client.get("/speakers/").context["speakers"]

    assert row.total == Total(3)


def test_the_list_counts_a_quote_that_names_somebody_twice_once(client):
    speaker = make.make_speaker("Anna Brandt")
    quote = make.make_verified_quote(speaker=speaker)
    publication = quote.publications.get()
    publication.speaker_rows.create(
        speaker=speaker, position=2, sorted_on=publication.sorted_on
    )
    make.make_verified_quote(speaker=speaker)

    (row,) = client.get("/speakers/").context["speakers"]

    assert row.total == Total(2)
