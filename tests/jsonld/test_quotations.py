"""What machines are told of a publication."""

import json

import pytest
from django.utils.translation import override

from quotes import workflow
from quotes.jsonld import correction_comment, quotation, quoted_words
from tests.factories import (
    DENIAL,
    make_article,
    make_disputed_quote,
    make_editor,
    make_office,
    make_published_correction,
    make_quote,
    make_quote_under_review,
    make_source,
    make_speaker,
    make_unresolved_quote,
    make_verified_quote,
    make_verifier,
    make_withdrawn_quote,
    spans_of,
)
from tests.reading import SITE, absolute, current

pytestmark = pytest.mark.django_db


def told(quote):
    """Return the JSON-LD of a quote's current publication, as a machine reads it."""
    return json.loads(json.dumps(quotation(current(quote), absolute)))


def test_a_verified_quote_in_full():
    article = make_article(
        publisher="AFP", url="https://afp.example/1", published_on="2024-11-12"
    )
    speaker = make_speaker()
    make_office(
        speaker, "ministre", organization="Berlin", language="fr", printed_in=article
    )
    source = make_source("conférence", relays=make_source("dépêche", kind="wire"))
    quote = make_verified_quote(
        article=article, speaker=speaker, source=source, said_on="2024-11-12"
    )

    data = told(quote)

    assert data["@type"] == "Quotation"
    assert data["@id"] == f"{SITE}/q/{quote.public_id}/"
    assert data["url"] == f"{SITE}/q/{quote.public_id}/nous-tiendrons-parole/"
    assert data["text"] == "Nous tiendrons parole"
    assert data["inLanguage"] == "fr"
    assert data["dateCreated"] == "2024-11-12"
    assert data["spokenByCharacter"] == [{"name": "Anna Brandt"}]
    assert data["creator"] == [
        {
            "@type": "Person",
            "@id": f"{SITE}/speaker/{speaker.public_id}/",
            "name": "Anna Brandt",
            "jobTitle": "ministre",
            "affiliation": {"@type": "Organization", "name": "Berlin"},
        }
    ]
    assert data["isPartOf"] == {
        "@type": "NewsArticle",
        "@id": f"{SITE}/article/{article.public_id}/",
        "url": "https://afp.example/1",
        "headline": article.headline,
        "inLanguage": "fr",
        "datePublished": "2024-11-12",
        "publisher": {"@type": "Organization", "name": "AFP"},
    }
    assert data["isBasedOn"]["name"] == "conférence"
    assert data["isBasedOn"]["isBasedOn"]["name"] == "dépêche"
    assert (data["creativeWorkStatus"], data["version"]) == ("verified", 1)
    moment = current(quote).published_at
    assert data["dateModified"] == moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert "correction" not in data
    assert "description" not in data


@pytest.mark.parametrize(
    ("precision", "date"), [("month", "2024-11"), ("year", "2024")]
)
def test_a_date_is_told_as_far_as_it_is_known(precision, date):
    quote = make_verified_quote(said_on="2024-11-12", said_on_precision=precision)

    assert told(quote)["dateCreated"] == date


@pytest.mark.parametrize(
    "make", [make_disputed_quote, make_quote_under_review, make_unresolved_quote]
)
def test_who_said_it_is_told_only_while_it_is_verified(make):
    data = told(make())

    assert "creator" not in data
    assert data["spokenByCharacter"] == [{"name": "Anna Brandt"}]


def test_the_status_is_that_which_readers_see():
    assert told(make_quote_under_review())["creativeWorkStatus"] == "under review"


@pytest.mark.parametrize(
    ("kind", "type_told"),
    [
        ("government", "GovernmentOrganization"),
        ("publication", "NewsMediaOrganization"),
        ("group", "Organization"),
    ],
)
def test_what_a_speaker_is(kind, type_told):
    quote = make_verified_quote(speaker=make_speaker("Le Kremlin", kind=kind))

    assert told(quote)["creator"][0]["@type"] == type_told


# Quoted words only


def test_what_is_reported_is_no_quotation_and_comes_with_its_cue_and_mention():
    quote = make_verified_quote(**DENIAL, speaker=make_speaker("Kremlin"))

    data = told(quote)

    assert data["@type"] == "CreativeWork"
    assert "text" not in data
    assert data["description"].startswith("Le Kremlin a démenti que")


def test_quoted_words_in_a_denial_are_told_beside_what_it_denies():
    words = "que les deux hommes se soient parlé, une « pure invention »"
    quote = make_verified_quote(
        **{**DENIAL, "words": words, "quoted": "pure invention", "kind": "mixed"}
    )

    data = told(quote)

    assert (data["@type"], data["text"]) == ("Quotation", "pure invention")
    assert "a démenti" in data["description"]


def test_words_left_out_between_quoted_ones_are_told():
    text = "Elle a dit « Nous partirons », vite, « tous ensemble » « et bientôt ».\n"
    pieces = ("Nous partirons", "tous ensemble", "et bientôt")
    quote = make_quote("Nous partirons", article=make_article(text))
    quote = workflow.change_quote(
        quote,
        by=make_editor(),
        spans=spans_of(
            text,
            content="« Nous partirons », vite, « tous ensemble » « et bientôt »",
            quoted=pieces,
        ),
    )
    quote = workflow.verify(quote, by=make_verifier())

    assert quoted_words(current(quote)) == (
        "Nous partirons […] tous ensemble et bientôt"
    )


# Corrections


def test_corrections_are_told_newest_first():
    quote = make_verified_quote()
    make_published_correction(quote, notice="Première : « a » ?")
    quote.refresh_from_db()
    second = make_published_correction(quote, notice="Seconde.")

    data = told(quote)

    assert data["correction"][0] == {
        "@type": "CorrectionComment",
        "@id": f"{SITE}/correction/{second.public_id}/",
        "text": "Seconde.",
        "inLanguage": "fr",
        "datePublished": second.published_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "about": {"@id": data["@id"]},
    }
    assert data["correction"][1]["text"] == ("Première\u00a0: «\u00a0a\u00a0»\u202f?")
    assert data["version"] == 3


def test_of_a_withdrawn_quote_only_its_notice_is_told():
    quote = make_withdrawn_quote()
    make_published_correction(quote, notice="Nous retirons une citation.")

    data = told(quote)

    assert data.keys() == {
        *("@context", "@type", "@id", "url", "identifier"),
        *("creativeWorkStatus", "version", "dateModified", "correction"),
    }
    assert data["creativeWorkStatus"] == "withdrawn"
    assert "parole" not in json.dumps(data)


def test_what_is_internal_is_not_told():
    quote = make_verified_quote()
    quote = workflow.add_candidate(
        quote,
        by=make_editor(),
        claim=workflow.Claim(make_speaker("Clara Weiss")),
        reason="Un bruit.",
    )

    assert "Weiss" not in json.dumps(told(quote))
    assert "verifier" not in json.dumps(told(quote))


def test_the_ids_are_the_same_in_either_language():
    quote = make_verified_quote()
    make_published_correction(quote)
    with override("fr"):
        french = told(quote)

    assert french == told(quote)
    assert "/fr/" not in json.dumps(french)


def test_a_comment_names_what_it_is_about():
    quote = make_verified_quote()
    make_published_correction(quote)
    [notice] = current(quote).shown["notices"]

    assert correction_comment(notice, "urn:x", absolute)["about"] == {"@id": "urn:x"}
