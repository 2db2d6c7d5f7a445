"""What stands in the entries of feeds."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils.translation import override

from quotes import workflow
from quotes.feeds import correction_entry, quote_item
from tests.factories import (
    DENIAL,
    make_article,
    make_name,
    make_published_correction,
    make_quote_under_review,
    make_speaker,
    make_standards_editor,
    make_unresolved_quote,
    make_verified_quote,
    make_withdrawn_quote,
)
from tests.reading import SITE, absolute, current

pytestmark = pytest.mark.django_db


def entry_of(quote):
    publication = current(quote)
    text = correction_entry(publication.shown["notices"][0], publication, absolute)
    return ElementTree.fromstring(text)  # noqa: S314 - our own


def test_an_entry_has_the_whole_notice_its_address_and_its_moment():
    quote = make_verified_quote()
    correction = make_published_correction(
        quote, notice="Notre base citait mal « a » & b.", shown="<a>", right="b"
    )

    entry = entry_of(quote)

    with override("en"):
        address = absolute(reverse("quotes:correction", args=[correction.public_id]))
    assert entry.tag == "entry"
    assert entry.find("id").text == address
    assert entry.find("link").get("href") == address
    assert entry.find("title").text == f"Correction: {quote.article.headline}"
    moment = correction.published_at.isoformat()
    assert entry.find("published").text == entry.find("updated").text == moment
    assert entry.find("category").get("term") == "our record was wrong"
    content = entry.find("content").text
    assert '<p lang="fr">Notre base citait mal «\u00a0a\u00a0» &amp; b.</p>' in content
    assert "&lt;a&gt;" in content


def test_the_entry_of_a_withdrawn_quote_says_nothing_of_its_words():
    quote = make_withdrawn_quote()
    make_published_correction(
        quote,
        notice="Nous retirons une citation.",
        shown="Nous tiendrons parole",
        correction_class="withdrawal",
    )

    entry = entry_of(quote)

    assert entry.find("title").text == "Withdrawal"
    assert "parole" not in ElementTree.tostring(entry, "unicode")
    assert quote.article.headline not in ElementTree.tostring(entry, "unicode")


def test_a_correction_whose_quote_was_withdrawn_since_is_changed_then():
    quote = make_verified_quote()
    correction = make_published_correction(quote, shown="Des mots inventés")
    quote.refresh_from_db()
    later = correction.published_at + timedelta(hours=1)
    workflow.withdraw(quote, by=make_standards_editor(), reason="Inventé.", at=later)

    entry = entry_of(quote)

    assert entry.find("published").text == correction.published_at.isoformat()
    assert entry.find("updated").text == later.isoformat()
    assert "Des mots inventés" not in ElementTree.tostring(entry, "unicode")


def item_of(quote, language="en"):
    with override(language):
        return quote_item(current(quote), absolute)


def test_a_quote_has_marks_attribution_and_standing():
    quote = make_verified_quote(article=make_article(url="https://afp.example/1"))
    make_published_correction(quote)

    item = item_of(quote)

    assert item["title"] == (
        "«\u00a0Nous tiendrons parole\u00a0» — Anna Brandt (verified, corrected)"
    )
    content = item["description"]
    assert (
        '<blockquote lang="fr" cite="https://afp.example/1">'
        "«\u00a0Nous tiendrons parole\u00a0»</blockquote>"
    ) in content
    assert f'<a href="{SITE}/speaker/' in content
    assert "Verified, corrected" in content
    assert content.index("Notre base attribuait") < content.index("<blockquote")
    assert 'href="/' not in content


def test_an_entry_keeps_its_id_in_either_language_and_leads_to_its_page_in_this_one():
    quote = make_verified_quote()

    item = item_of(quote, "fr")

    assert item["unique_id"] == f"{SITE}/q/{quote.public_id}/"
    assert item["link"] == f"{SITE}/fr/q/{quote.public_id}/nous-tiendrons-parole/"


def test_an_entry_is_changed_when_readers_see_a_difference():
    quote = make_quote_under_review()

    assert item_of(quote)["updateddate"] == current(quote).changed_at
    assert "(under review)" in item_of(quote)["title"]


def test_reported_speech_comes_with_cue_and_mention_and_without_marks():
    quote = make_verified_quote(**DENIAL, speaker=make_speaker("Kremlin"))

    item = item_of(quote)

    for text in (item["title"], item["description"]):
        assert "Le Kremlin a démenti que" in text
        assert "reported, not quoted" in text.lower()
        assert "«" not in text


def test_nobody_is_named_where_nobody_is_known():
    item = item_of(make_unresolved_quote())

    assert (
        "attributed in print to «\u00a0Anna Brandt\u00a0» — not identified"
        in (item["title"])
    )


def test_a_speaker_has_the_name_of_the_language_of_the_feed():
    speaker = make_speaker("Kremlin", kind="government")
    make_name(speaker, "le Kremlin", is_display=True)
    quote = make_verified_quote(speaker=speaker)

    assert "— le Kremlin (" in item_of(quote, "fr")["title"]
    assert "— Kremlin (" in item_of(quote)["title"]
