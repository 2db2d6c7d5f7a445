"""Templates of Wikipedia and Wikiquote: nothing in a value is wikitext."""

from dataclasses import replace

import pytest

from quotes.citations.wiki import cite_news, cite_web, escaped, lien_web, wikiquote
from tests.citations.making import (
    facts_of,
    make_article,
    make_denial,
    make_unresolved,
    make_verified,
)
from tests.reading import SITE

pytestmark = pytest.mark.django_db

HOSTILE = "a|b=c [[Lien]] {{Modèle}} </ref> <nowiki> ''x'' __TOC__ http://x.example ~~~~ &amp;"


def test_lien_web():
    publication = make_verified()

    assert lien_web(facts_of(publication, "fr")) == (
        "<ref>{{Lien web |langue=fr |auteur1=Anna Brandt |titre=Nous tiendrons parole "
        f"|url={SITE}{publication.get_version_url()} |site=Newsroom Quotes "
        "|date=13 novembre 2024 |consulté le=25 novembre 2026 "
        f"|id=citation {publication.public_id}, version 1 (vérifiée)}}}}. "
        "Dans Les pourparlers reprennent, Agence Exemple.</ref>\n"
    )


def test_wikiquote():
    publication = make_verified()
    first, second = wikiquote(facts_of(publication, "fr")).splitlines()

    assert first == (
        "{{Citation |citation=Nous tiendrons parole |précisions=citation "
        f"{publication.public_id}, version 1 (vérifiée), consultée le 25 novembre "
        "2026}}"
    )
    assert second.startswith(
        "{{Réf Article |titre=Les pourparlers reprennent |auteur=Anna Brandt "
        "|publication=Agence Exemple |date=13 novembre 2024 |url=https://"
    )


def test_cite_web_and_cite_news():
    article = make_article(url="https://agence.example/depeche?a=1|2")
    facts = facts_of(make_verified(article=article))

    assert "{{cite web |author1=Anna Brandt |title=Nous tiendrons parole |url=" in (
        cite_web(facts)
    )
    news = cite_news(facts)
    assert "{{cite news |title=Les pourparlers reprennent |url=" in news
    assert "|url=https://agence.example/depeche?a=1%7C2 " in news
    assert "|quote=Nous tiendrons parole " in news
    assert "Speaker: Anna Brandt." in news


@pytest.mark.parametrize("form", [lien_web, wikiquote, cite_web, cite_news])
def test_templates_that_set_marks_get_no_reported_speech(form):
    language = "fr" if form in (lien_web, wikiquote) else "en"
    text = form(facts_of(make_denial(), language))

    before, template = text.split("{{", 1)
    assert "Le Kremlin a démenti que les deux hommes se soient parlé." in before
    assert "soient parlé" not in template.replace("soient-parle", "")


@pytest.mark.parametrize("form", [lien_web, wikiquote, cite_web, cite_news])
@pytest.mark.parametrize("field", ["words", "article", "publisher", "statement"])
def test_no_value_breaks_out_of_its_template(form, field):
    facts = facts_of(make_verified())
    plain, hostile = form(facts), form(replace(facts, **{field: HOSTILE}))

    for sign in ("{{", "}}", "|", "</ref>", "<", "[[", "''", "__"):
        assert hostile.count(sign) == plain.count(sign), sign
    assert "http://x" not in hostile


def test_escaping_keeps_what_is_read():
    assert escaped("Il faut […] agir") == "Il faut […] agir"
    assert escaped("* a = b") == "&#42; a &#61; b"
    assert escaped("[sortante]") == "&#91;sortante&#93;"


def test_nobody_is_named_as_author_of_an_unresolved_quote():
    assert "|auteur" not in lien_web(facts_of(make_unresolved(), "fr"))
    assert "Speaker" not in cite_news(facts_of(make_unresolved()))
