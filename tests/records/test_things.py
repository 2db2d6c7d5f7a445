"""Speakers, articles, sources and corrections as dictionaries."""

import json

import pytest

from quotes.models import Correction
from quotes.records import (
    article_record,
    correction_record,
    source_record,
    speaker_record,
)
from tests import factories as make
from tests.records.test_quotes import SITE, absolute

pytestmark = pytest.mark.django_db


def test_a_speaker_with_names_and_the_offices_that_readers_may_see():
    article, draft = make.make_article(), make.make_article(release="draft")
    speaker = make.make_speaker(sort_name="Brandt, Anna")
    make.make_name(speaker, "Mme Brandt")
    make.make_office(speaker, "ministre", printed_in=article)
    make.make_office(speaker, "commissaire", printed_in=draft)

    record = speaker_record(speaker, absolute)

    assert [row["name"] for row in record["names"]] == ["Mme Brandt"]
    assert [row["title"] for row in record["offices"]] == ["ministre"]
    assert record["offices"][0]["printed_in"] == article.public_id
    assert record["links"]["quotes"].endswith(f"?speaker={speaker.public_id}")
    json.dumps(record)


def test_an_article_without_a_headline_has_a_title():
    record = article_record(make.make_article(headline=""), absolute)

    assert record["headline"] is None
    assert record["title"].startswith("« Nous tiendrons parole »")


def test_a_source_relays_what_readers_may_see_and_no_more():
    root = make.make_source("l’entretien")
    source = make.make_source("la dépêche", relays=root)
    make.make_verified_quote(source=source)
    root.relays = make.make_source("un carnet secret")
    root.save()

    record = source_record(source, absolute)

    assert [row["name"] for row in record["relays"]] == ["l’entretien"]
    assert "terms_reason" not in record


def test_a_correction_names_its_quote():
    correction = make.make_published_correction()
    row = Correction.objects.public().with_publications().get()

    record = correction_record(row, absolute)

    assert record["url"] == f"{SITE}/correction/{correction.public_id}/"
    assert record["quote"]["id"] == correction.quote.public_id
    assert record["right"] == "Anna Brandt"


def test_a_correction_of_a_withdrawn_quote_tells_the_notice_alone():
    quote = make.make_withdrawn_quote()
    make.make_published_correction(quote)
    row = Correction.objects.public().with_publications().get()

    record = correction_record(row, absolute)

    assert record["notice"]
    assert (record["shown"], record["right"]) == (None, None)
