"""A public state of a quote as a dictionary."""

import json

import pytest

from quotes.records import quote_record
from tests import factories as make
from tests.reading import SITE, absolute

pytestmark = pytest.mark.django_db

WITHDRAWN_KEYS = {"id", "url", "version", "status", "changed_at", "notices", "links"}


def record_of(quote):
    """Return the record of a quote's current publication, as JSON gives it back."""
    row = quote.publications.get(is_current=True)
    return json.loads(json.dumps(quote_record(row, absolute)))


def test_a_verified_quote_in_full():
    article = make.make_article(
        publisher="AFP", url="https://afp.example/1", published_on="2024-11-12"
    )
    speaker = make.make_speaker()
    make.make_office(speaker, "ministre", organization="Berlin", printed_in=article)
    source = make.make_source("conférence", relays=make.make_source("dépêche"))
    quote = make.make_verified_quote(
        article=article, speaker=speaker, source=source, said_on="2024-11-11"
    )

    record = record_of(quote)

    assert record["url"] == f"{SITE}/q/{quote.public_id}/"
    assert (record["version"], record["status"]) == (1, "verified")
    assert record["statement"] == "«\u00a0Nous tiendrons parole\u00a0»"
    assert record["words"] == record["quoted_words"] == "Nous tiendrons parole"
    assert (record["reported"], record["corrected"]) == (False, False)
    assert (record["as_printed"], record["cue"]) == ("Anna Brandt", "a déclaré")
    assert [row["id"] for row in record["speakers"]] == [speaker.public_id]
    assert record["speakers"][0]["url"] == f"{SITE}/speaker/{speaker.public_id}/"
    assert record["speakers"][0]["office"]["title"] == "ministre"
    assert record["said_on"]["date"] == record["date"] == "2024-11-11"
    assert record["article"]["id"] == article.public_id
    assert record["article"]["original_url"] == "https://afp.example/1"
    assert [row["name"] for row in record["sources"]] == ["conférence", "dépêche"]
    assert record["published_at"].endswith("Z")
    assert record["links"]["json"] == f"{SITE}/api/v1/quotes/{quote.public_id}/"
    assert record["links"]["html"].endswith(
        f"/{quote.public_id}/nous-tiendrons-parole/"
    )


def test_a_denial_is_never_told_as_bare_words():
    record = record_of(make.make_verified_quote(**make.DENIAL))

    assert record["reported"]
    assert record["words"] is None
    assert record["quoted_words"] is None
    assert record["statement"].startswith("Le Kremlin a démenti que les deux hommes")
    assert "«" not in record["statement"]


@pytest.mark.parametrize(
    ("precision", "date"), [("month", "2024-11"), ("year", "2024")]
)
def test_a_date_is_told_as_far_as_it_is_known(precision, date):
    quote = make.make_verified_quote(said_on="2024-11-12", said_on_precision=precision)

    assert record_of(quote)["said_on"]["date"] == date


def test_a_quote_of_nobody_known_has_no_speaker_and_no_guess():
    record = record_of(make.make_unresolved_quote())

    assert record["speakers"] == []
    assert (record["status"], record["as_printed"]) == ("unresolved", "Anna Brandt")


def test_a_quote_under_review_says_so():
    assert record_of(make.make_quote_under_review())["status"] == "under_review"


def test_a_correction_stands_with_its_quote():
    quote = make.make_verified_quote()
    correction = make.make_published_correction(quote)

    record = record_of(quote)

    assert record["corrected"]
    assert record["notices"][0]["id"] == correction.public_id
    assert record["notices"][0]["right"] == "Anna Brandt"


def test_of_a_withdrawn_quote_only_id_status_and_notice_are_told():
    quote = make.make_withdrawn_quote()
    make.make_published_correction(quote, correction_class="withdrawal")

    record = record_of(quote)

    assert set(record) == WITHDRAWN_KEYS
    assert record["status"] == "withdrawn"
    assert record["notices"][0]["notice"]
    assert record["notices"][0]["shown"] is None
    assert record["notices"][0]["right"] is None
    text = json.dumps(record, ensure_ascii=False)
    assert "tiendrons" not in text
    assert "Brandt" not in text


def test_addresses_and_values_do_not_depend_on_the_language(settings):
    from django.utils.translation import override

    quote = make.make_verified_quote()
    with override("fr"):
        in_french = record_of(quote)

    assert in_french == record_of(quote)
