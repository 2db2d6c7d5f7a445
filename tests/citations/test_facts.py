"""What is told of a quote in every citation, and what never is."""

import html

import pytest

from quotes import workflow
from quotes.citations import FORMATS, citation
from quotes.models import Publication
from tests import factories as make
from tests.citations.making import (
    NOW,
    facts_of,
    make_article,
    make_denial,
    make_unresolved,
    make_verified,
)
from tests.reading import SITE, absolute, current

pytestmark = pytest.mark.django_db

every_format = pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)


def written(form, publication):
    return citation(form, publication, absolute, now=NOW)


@every_format
def test_a_citation_has_id_version_status_date_and_the_address_of_the_version(form):
    publication = make_verified()
    text = written(form, publication)

    assert publication.public_id in text
    assert "version 1" in text
    assert ("vérifiée" if form.language == "fr" else "verified") in text
    assert f"{SITE}{publication.get_version_url()}" in text
    assert "2026" in text


@every_format
def test_an_unresolved_quote_names_nobody_but_says_how_it_is_attributed(form):
    candidate = make.make_speaker("Petra Novak")
    publication = make_unresolved()
    workflow.add_candidate(
        publication.quote,
        by=make.make_editor(),
        claim=workflow.Claim(candidate, None),
        reason="Elle était ministre.",
    )
    text = written(form, current(publication.quote))

    said = {
        "en": "attributed in print to «\u00a0la ministre\u00a0», not identified",
        "fr": "attribuée dans le texte à «\u00a0la ministre\u00a0»",
    }[form.language]
    assert said in text.replace("«~", "«\u00a0").replace("~»", "\u00a0»")
    assert "Novak" not in text
    assert facts_of(publication).authors == ()


@every_format
def test_who_said_it_is_an_author_only_while_it_is_verified(form):
    quote = make.make_disputed_quote(article=make_article())
    text = written(form, current(quote))

    words = ("attributed to Anna Brandt", "attribuée à Anna Brandt")
    assert any(each in text for each in words)
    assert ("contestée" if form.language == "fr" else "disputed") in text
    assert facts_of(current(quote)).authors == ()
    for sign in ("AU  -", "author", "auteur1=", "|auteur=", "Brandt. ", "BRANDT"):
        assert sign not in text


@every_format
def test_a_quote_under_review_says_so(form):
    publication = current(make.make_quote_under_review(article=make_article()))

    said = "en cours de révision" if form.language == "fr" else "under review"
    assert said in written(form, publication)


@every_format
def test_corrected_and_single_editor_are_said_in_words(form):
    quote = make.make_verified_quote(article=make_article())
    make.make_published_correction(quote)
    Publication.objects.filter(quote=quote).update(is_single_editor=True)
    text = written(form, current(quote))

    if form.language == "fr":
        assert "corrigée" in text
        assert "décision d’une seule personne" in text
    else:
        assert "corrected" in text
        assert "single editor" in text


@every_format
def test_a_version_that_was_replaced_says_so_and_keeps_its_number(form):
    quote = make.make_verified_quote(article=make_article())
    make.make_published_correction(quote)
    text = written(form, Publication.objects.get(quote=quote, number=1))

    assert ("remplacée depuis" if form.language == "fr" else "replaced since") in text
    assert "/v/1/" in text


@every_format
def test_of_a_withdrawn_quote_only_id_status_and_notice_are_cited(form):
    quote = make.make_withdrawn_quote(article=make_article())
    correction = make.make_published_correction(quote, correction_class="withdrawal")
    publication = current(quote)
    text = html.unescape(written(form, publication))

    assert publication.public_id in text
    assert ("retirée" if form.language == "fr" else "withdrawn") in text.lower()
    assert f"{SITE}/correction/{correction.public_id}/" in text
    for gone in ("tiendrons", "Brandt", "pourparlers", "Agence Exemple", "2024"):
        assert gone not in text


@every_format
def test_reported_speech_has_cue_and_mention_and_no_marks_around_it(form):
    text = written(form, make_denial())

    assert "Le Kremlin a démenti que les deux hommes se soient parlé" in text
    for mark in '«“"':
        assert f"{mark}Le Kremlin" not in text.replace('"abstract": "Le', "")
        assert f"{mark}que les deux" not in text
    assert "\u00a0Le Kremlin" not in text
    said = "propos rapportés" if form.language == "fr" else "reported, not quoted"
    assert said in text


def test_what_may_be_set_between_marks_is_quoted_as_a_whole():
    assert facts_of(make_verified()).words == "Nous tiendrons parole"
    assert facts_of(make_denial()).words == ""
    assert facts_of(make_denial()).title.startswith("Reported statement ")

    mixed = current(
        make.make_verified_quote(
            "Il faut “agir vite”",
            article=make_article(),
            quoted="agir vite",
            cue="a lancé",
            mention="la ministre",
            kind="mixed",
        )
    )
    assert facts_of(mixed).words == ""
    assert facts_of(mixed).statement == "Il faut «\u00a0agir vite\u00a0»"
    assert facts_of(mixed).title == f"Quote {mixed.public_id}, version 1"


@pytest.mark.parametrize(
    ("sort_name", "family"),
    [
        ("Brandt, Anna", "Brandt"),
        ("Brandt", ""),  # nothing tells its parts
        ("", ""),
        ("Dupont, Anna", ""),  # not the words of the name that was published
    ],
)
def test_a_name_is_parted_only_where_the_sort_name_proves_how(sort_name, family):
    (name,) = facts_of(make_verified(), Anna_Brandt=sort_name).authors

    assert name.full == "Anna Brandt"
    assert name.family == family


def test_bodies_are_never_turned_round():
    speaker = make.make_speaker("Washington Post", kind="publication")
    publication = make_verified(speaker=speaker)
    facts = facts_of(publication, Washington_Post="Post, Washington")

    assert facts.authors[0].inverted == "Washington Post"


def test_a_name_stands_in_the_language_of_the_format():
    speaker = make.make_speaker("Kremlin", kind="government")
    make.make_name(
        speaker, "présidence russe", kind="translation", language="fr", is_display=True
    )
    publication = make_denial(speaker)

    assert facts_of(publication, "fr").authors[0].full == "présidence russe"
    assert facts_of(publication, "en").authors[0].full == "Kremlin"


@pytest.mark.parametrize(
    ("precision", "english", "french", "kept"),
    [
        (
            "day",
            "said on 1 November 2024",
            "propos tenus le 1er novembre 2024",
            "2024-11-01",
        ),
        ("month", "said in November 2024", "propos tenus en novembre 2024", "2024-11"),
        ("year", "said in 2024", "propos tenus en 2024", "2024"),
    ],
)
def test_the_day_it_was_said_is_told_as_far_as_it_is_known(
    precision, english, french, kept
):
    day = {"day": "2024-11-01", "month": "2024-11-01", "year": "2024-01-01"}[precision]
    publication = make_verified(said_on=day, said_on_precision=precision)

    assert english in facts_of(publication).remarks
    assert french in facts_of(publication, "fr").remarks
    assert facts_of(publication).said_on == kept


def test_texts_are_one_line_each():
    article = make_article(headline="Un titre\r\nsur deux\u2028lignes")
    facts = facts_of(make_verified(article=article))

    assert facts.article == "Un titre sur deux lignes"


def test_the_day_it_was_read_is_that_of_the_newsroom(settings):
    settings.TIME_ZONE = "Pacific/Auckland"

    assert facts_of(make_verified()).consulted.isoformat() == "2026-11-26"
