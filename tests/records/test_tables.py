"""Flat rows of speakers, articles, sources and corrections."""

import pytest

from quotes.models import Correction, Speaker
from quotes.records import (
    article_record,
    correction_record,
    source_record,
    speaker_record,
    tables,
)
from tests import factories as make

pytestmark = pytest.mark.django_db


def here(path):
    return f"https://quotes.example{path}"


def cells(columns, row):
    assert len(columns) == len(row)
    return dict(zip(columns, row, strict=True))


def test_a_speaker_has_other_names_and_public_offices_in_one_cell_each():
    speaker = make.make_speaker(sort_name="Brandt, Anna")
    make.make_name(speaker, "Mme Brandt")
    make.make_name(speaker, "A. Brandt")
    make.make_office(speaker, "ministre", organization="Berlin", held_from="2021-01-26")
    make.make_office(speaker, "députée")  # nothing printed says so: it stays inside
    make.make_verified_quote(speaker=speaker)
    record = speaker_record(Speaker.objects.get(pk=speaker.pk), here)
    row = cells(tables.SPEAKER_COLUMNS, tables.speaker_row(record))

    assert row["id"] == speaker.public_id
    assert set(row["other_names"].split(" · ")) == {"Mme Brandt", "A. Brandt"}
    assert row["offices"] == "ministre, Berlin (2021-01-26/..)"
    assert row["wikidata_id"] == ""


def test_an_article_has_all_of_its_record_but_the_links():
    article = make.make_article(publisher="AFP", rights="© AFP")
    record = article_record(article, here)
    row = cells(tables.ARTICLE_COLUMNS, tables.article_row(record))

    assert {*record} - {*row} == {"links"}
    assert row["rights"] == "© AFP"
    assert row["published_on"] == ""


def test_a_source_names_what_it_relays():
    root = make.make_source("l’entretien", kind="interview")
    source = make.make_source("dépêche", kind="wire", relays=root)
    make.make_verified_quote(source=source)
    row = cells(tables.SOURCE_COLUMNS, tables.source_row(source_record(source, here)))

    assert row["relays_ids"] == root.public_id
    assert row["relays"] == "l’entretien"


def test_a_correction_names_its_quote():
    correction = make.make_published_correction()
    loaded = Correction.objects.with_publications().get(pk=correction.pk)
    row = cells(
        tables.CORRECTION_COLUMNS,
        tables.correction_row(correction_record(loaded, here)),
    )

    assert row["quote_id"] == correction.quote.public_id
    assert row["quote_status"] == "verified"
    assert row["notice"] == correction.notice


def test_a_cell_that_a_spreadsheet_would_run_begins_with_an_apostrophe():
    speaker = make.make_speaker("=cmd|calc")
    row = cells(
        tables.SPEAKER_COLUMNS, tables.speaker_row(speaker_record(speaker, here))
    )

    assert row["name"] == "'=cmd|calc"
