"""ISO 690, APA, MLA and Chicago, letter by letter."""

import pytest

from quotes.citations.facts import Name
from quotes.citations.prose import (
    _apa_names,
    _mla_names,
    apa,
    chicago,
    chicago_note,
    iso690,
    mla,
    sentence,
)
from tests.citations.making import (
    facts_of,
    make_article,
    make_denial,
    make_verified,
)
from tests.reading import SITE

pytestmark = pytest.mark.django_db

ANNA = {"Anna_Brandt": "Brandt, Anna"}


@pytest.fixture
def publication():
    return make_verified()


def test_iso_690_is_french(publication):
    identity, address = publication.public_id, SITE + publication.get_version_url()

    assert iso690(facts_of(publication, "fr", **ANNA)) == (
        "BRANDT, Anna. «\u00a0Nous tiendrons parole\u00a0». In\u00a0: Les pourparlers "
        "reprennent [en ligne]. Agence Exemple, 13 novembre 2024 [consulté le 25 "
        f"novembre 2026]. Newsroom Quotes, citation {identity}, version 1 (vérifiée). "
        f"Disponible à l’adresse\u00a0: {address}"
    )


def test_apa(publication):
    identity, address = publication.public_id, SITE + publication.get_version_url()

    assert apa(facts_of(publication, **ANNA)) == (
        "Brandt, A. (2024, November 13). «\u00a0Nous tiendrons parole\u00a0» "
        "[Quotation; verified]. In Les pourparlers reprennent. Agence Exemple. "
        f"Newsroom Quotes (Quote {identity}, version 1). "
        f"Retrieved November 25, 2026, from {address}"
    )


def test_mla(publication):
    identity, address = publication.public_id, SITE + publication.get_version_url()

    assert mla(facts_of(publication, **ANNA)) == (
        "Brandt, Anna. «\u00a0Nous tiendrons parole\u00a0». Les pourparlers reprennent, "
        f"Agence Exemple, 13 Nov. 2024. Newsroom Quotes, quote {identity}, version 1 "
        f"(verified), {address}. Accessed 25 Nov. 2026."
    )


def test_chicago_in_a_note(publication):
    identity, address = publication.public_id, SITE + publication.get_version_url()

    assert chicago_note(facts_of(publication, **ANNA)) == (
        "Anna Brandt, «\u00a0Nous tiendrons parole\u00a0», in Les pourparlers reprennent, "
        f"Agence Exemple, November 13, 2024, Newsroom Quotes, quote {identity}, "
        f"version 1 (verified), accessed November 25, 2026, {address}."
    )


def test_chicago_in_a_bibliography(publication):
    identity, address = publication.public_id, SITE + publication.get_version_url()

    assert chicago(facts_of(publication, **ANNA)) == (
        "Brandt, Anna. «\u00a0Nous tiendrons parole\u00a0». In Les pourparlers "
        "reprennent. Agence Exemple, November 13, 2024. Newsroom Quotes, quote "
        f"{identity}, version 1 (verified). Accessed November 25, 2026. {address}."
    )


def test_a_date_that_was_worked_out_stands_in_brackets():
    article = make_article(published_on_known="worked_out")
    facts = facts_of(make_verified(article=article), "fr")

    assert "Agence Exemple, [13 novembre 2024] [consulté" in iso690(facts)


def test_an_article_without_a_date_says_so():
    facts = facts_of(make_verified(article=make_article(published_on=None)))

    assert "(n.d.)." in apa(facts)
    assert "Agence Exemple. Newsroom" in mla(facts)
    assert "Agence Exemple, s. d. [consulté" in iso690(facts)


def test_without_an_author_apa_begins_with_the_title():
    publication = make_verified()
    publication.under_review = True

    assert apa(facts_of(publication)).startswith(
        "«\u00a0Nous tiendrons parole\u00a0» [Quotation; attributed to Anna Brandt; "
        "under review]. (2024, November 13). In "
    )


def test_a_body_is_capitals_in_iso_690_and_stands_as_it_is_elsewhere():
    publication = make_denial()

    assert iso690(facts_of(publication, "fr")).startswith("KREMLIN. Le Kremlin a ")
    assert chicago(facts_of(publication)).startswith("Kremlin. Le Kremlin a démenti ")


NAMES = [
    Name("Jean-Pierre Marie Dupont", True, "Dupont", "Jean-Pierre Marie"),
    Name("Anna Brandt", True, "Brandt", "Anna"),
    Name("Kremlin", False),
]


@pytest.mark.parametrize(
    ("count", "apa_form", "mla_form"),
    [
        (0, "", ""),
        (1, "Dupont, J.-P. M.", "Dupont, Jean-Pierre Marie"),
        (
            2,
            "Dupont, J.-P. M., & Brandt, A.",
            "Dupont, Jean-Pierre Marie, and Anna Brandt",
        ),
        (
            3,
            "Dupont, J.-P. M., Brandt, A., & Kremlin",
            "Dupont, Jean-Pierre Marie, et al.",
        ),
    ],
)
def test_several_names(count, apa_form, mla_form):
    assert _apa_names(NAMES[:count]) == apa_form
    assert _mla_names(NAMES[:count]) == mla_form


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("Une phrase", "Une phrase."),
        ("Une phrase.", "Une phrase."),
        ("«\u00a0Jamais\u202f!\u00a0»", "«\u00a0Jamais\u202f!\u00a0»"),
        ("«\u00a0Jamais\u00a0»", "«\u00a0Jamais\u00a0»."),
        ("et al.", "et al."),
    ],
)
def test_a_sentence_ends_once(text, ended):
    assert sentence(text) == ended
