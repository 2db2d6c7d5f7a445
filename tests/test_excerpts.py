"""A quote as bare HTML and as one line."""

import pytest

from quotes import workflow
from quotes.excerpts import attribution, headline, notice_lines, status_words, summary
from tests import factories as make
from tests.reading import current

pytestmark = pytest.mark.django_db


def test_offices_and_bodies_follow_the_name():
    article = make.make_article()
    speaker = make.make_speaker()
    make.make_office(speaker, "ministre", organization="Berlin", printed_in=article)
    quote = make.make_verified_quote(article=article, speaker=speaker)

    assert attribution(current(quote)) == "Anna Brandt, ministre, Berlin"


def test_what_nobody_is_named_for_says_so():
    article = make.make_article()
    heading = make.make_unresolved_quote("agir vite", article=article, is_heading=True)
    plain = make.make_unresolved_quote("Il faut", article=article, quoted="Il faut")

    assert attribution(current(heading)) == "printed as a heading, without attribution"
    assert attribution(current(plain)) == "printed without attribution"


def test_the_standing_is_told_in_full():
    standards = make.make_standards_editor()
    quote = make.make_quote(by=standards, **make.DENIAL)
    quote = workflow.verify(quote, by=standards, override="Seule de garde.")

    assert status_words(current(quote)) == (
        "verified, single editor, reported, not quoted"
    )


def test_a_long_title_is_cut():
    words = "mot " * 100 + "fin"
    quote = make.make_verified_quote(words, article=make.make_article(f"« {words} »"))

    assert headline(current(quote)).endswith("… — Anna Brandt")
    assert len(headline(current(quote))) < 190


def test_a_withdrawn_quote_is_withdrawn_and_nothing_else():
    quote = make.make_withdrawn_quote()
    make.make_published_correction(quote, notice="Nous retirons <une> citation !")

    assert summary(current(quote)) == "Withdrawn, corrected."
    lines = notice_lines(current(quote), lambda path: f"https://x.example{path}")
    assert '<span lang="fr">Nous retirons &lt;une&gt; citation\u202f!</span>' in lines
    assert 'href="https://x.example/correction/' in lines
