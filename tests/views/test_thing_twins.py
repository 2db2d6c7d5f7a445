"""Single things as JSON, beside their pages."""

import pytest
from django.urls import reverse

from quotes.models import Correction, Publication, Source, Speaker
from quotes.records import (
    article_record,
    correction_record,
    quote_record,
    source_record,
    speaker_record,
)
from quotes.workflow.merging import merge_speakers
from tests import factories as make

pytestmark = pytest.mark.django_db

NAMES = ("quote", "speaker", "article", "source", "correction")


def here(path):
    return f"http://testserver{path}"


def twin(name, public_id):
    return reverse(f"quotes:{name}-json", args=[public_id])


@pytest.fixture
def world():
    source = make.make_source(relays=make.make_source("l’entretien", kind="interview"))
    quote = make.make_verified_quote(source=source)
    make.make_published_correction(quote)
    return quote


def test_each_has_its_record(client, world):
    publication = Publication.objects.get(quote=world, is_current=True)
    speaker = Speaker.objects.get()
    correction = Correction.objects.with_publications().get()
    expected = {
        ("quote", world.public_id): quote_record(publication, here),
        ("speaker", speaker.public_id): speaker_record(speaker, here),
        ("article", world.article.public_id): article_record(world.article, here),
        ("source", world.source.public_id): source_record(world.source, here),
        ("correction", correction.public_id): correction_record(correction, here),
    }
    for (name, public_id), record in expected.items():
        response = client.get(twin(name, public_id))
        assert response.status_code == 200
        assert response.headers["Content-Type"] == "application/json"
        assert response.json() == record
        assert not response.cookies


def test_letters_stand_as_they_are(client, world):
    response = client.get(twin("quote", world.public_id))

    assert "a déclaré".encode() in response.content


@pytest.mark.parametrize("name", NAMES)
def test_what_is_not_there_is_told_in_json(client, name):
    response = client.get(twin(name, "0" * 12))

    assert response.status_code == 404
    assert response.json()["error"]["code"] == "not_found"


def test_what_is_not_public_is_not_there(client):
    draft = make.make_article(release="draft")
    source = make.make_source()
    speaker = make.make_speaker()
    quote = make.make_verified_quote(article=draft, source=source, speaker=speaker)
    unsigned = make.make_correction()
    for name, row in (
        ("quote", quote),
        ("article", draft),
        ("source", source),
        ("speaker", speaker),
        ("correction", unsigned),
    ):
        assert client.get(twin(name, row.public_id)).status_code == 404, name


def test_a_withdrawn_quote_answers_410_with_its_notices_and_no_words(client):
    quote = make.make_withdrawn_quote()
    correction = make.make_published_correction(quote, correction_class="withdrawal")
    response = client.get(twin("quote", quote.public_id))

    assert response.status_code == 410
    data = response.json()
    assert data["error"]["code"] == "withdrawn"
    assert data["quote"]["status"] == "withdrawn"
    assert [row["id"] for row in data["quote"]["notices"]] == [correction.public_id]
    assert b"tiendrons" not in response.content


def test_a_merged_speaker_leads_to_the_survivor(client):
    old, new = make.make_speaker("A. Brandt"), make.make_speaker("Anna Brandt")
    make.make_verified_quote(speaker=old)
    merge_speakers(old, new, by=make.make_standards_editor(), reason="Une personne.")
    response = client.get(twin("speaker", old.public_id))

    assert response.status_code == 301
    assert response.headers["Location"] == twin("speaker", new.public_id)


def test_pages_lead_to_their_twins(client, world):
    for name, row in (
        ("quote", Publication.objects.get(quote=world, is_current=True)),
        ("speaker", Speaker.objects.get()),
        ("article", world.article),
        ("source", Source.objects.get(pk=world.source_id)),
        ("correction", Correction.objects.get()),
    ):
        page = client.get(row.get_absolute_url()).content.decode()
        assert f'type="application/json" href="{twin(name, row.public_id)}"' in page


def test_only_reading_is_possible(client, world):
    assert client.post(twin("quote", world.public_id)).status_code == 405
