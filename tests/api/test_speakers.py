"""Speakers, and the sources that their quotes come through."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotes.workflow.merging import merge_speakers
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_speakers_are_those_of_listed_quotes_by_name(get):
    make.make_verified_quote(speaker=make.make_speaker("Zoé Braun"))
    make.make_verified_quote(speaker=make.make_speaker("Anna Adler"))
    make.make_withdrawn_quote(speaker=make.make_speaker("Niemand"))
    make.make_quote(speaker=make.make_speaker("Jemand"))

    names = [row["name"] for row in get("speakers/")["results"]]

    assert names == ["Anna Adler", "Zoé Braun"]


def test_a_merged_speaker_leads_to_the_one_it_became(client, get):
    gone, stays = make.make_speaker("A. Brandt"), make.make_speaker("Anna Brandt")
    quote = make.make_verified_quote(speaker=gone)
    merge_speakers(
        gone, stays, by=make.make_standards_editor(), reason="Dieselbe Person."
    )

    response = client.get(f"/api/v1/speakers/{gone.public_id}/")

    assert response.status_code == 301
    assert response.headers["Location"].endswith(f"/api/v1/speakers/{stays.public_id}/")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    found = get("quotes/", speaker=stays.public_id)["results"]
    assert [row["id"] for row in found] == [quote.public_id]


def test_a_speaker_whom_no_listed_quote_names_is_not_there(get):
    for make_quote in (make.make_quote, make.make_withdrawn_quote):
        speaker = make.make_speaker()
        make_quote(speaker=speaker)
        get(f"speakers/{speaker.public_id}/", expect=404)


def test_a_source_that_no_listed_quote_comes_through_is_not_there(get):
    source = make.make_source()
    make.make_quote(source=source)

    get(f"sources/{source.public_id}/", expect=404)


@pytest.mark.parametrize("path", ["speakers/", "sources/", "articles/", "corrections/"])
def test_more_rows_ask_no_more_of_the_database(get, path):
    def add(count):
        for _ in range(count):
            article, speaker = make.make_article(), make.make_speaker()
            make.make_name(speaker)
            make.make_office(speaker, "ministre", printed_in=article)
            source = make.make_source(relays=make.make_source("l’entretien"))
            make.make_published_correction(
                make.make_verified_quote(
                    article=article, speaker=speaker, source=source
                )
            )

    add(1)
    with CaptureQueriesContext(connection) as few:
        get(path)
    add(3)

    with CaptureQueriesContext(connection) as many:
        assert len(get(path)["results"]) >= 4

    assert len(many) == len(few) <= 4
