"""Search: one contract of queries and what they find, which both databases keep."""

from dataclasses import replace

import pytest
from django import forms
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotes import ranking
from quotes.models import Publication
from quotes.queries import Query, parse
from quotes.query_fields import QueryField, field_condition
from quotes.search import estimated_count
from quotes.terms import terms
from tests import factories as make

FRENCH = """\
« Nous allons mobiliser toute l’Europe dès l’été », a déclaré Kaja Kallas.
L’Otan s’est mobilisée pour Kiev, selon Jens Stoltenberg.
« C’est une pure invention, des mensonges », a affirmé le Kremlin.
« Il faut expédier tout ce que vous pouvez », a dit Mark Cancian.
« Les œuvres de l’Élysée coûtent 100 000 euros », a dit Anna Brandt.
« Aujourd’hui, c’est sûr », a assuré Marine Dupont-Aignan.
"""
ENGLISH = """\
“We will mobilize our allies,” said Jake Sullivan.
“To be or not to be, that is not the question,” said Mark Rutte.
“The war was lost in summer,” Jane O’Brien said.
"""
RUSSIAN = "«Мы победим», сказал Иван Петров.\n"

#: (text, words, who, further fields) by the name that the contract has for a statement.
STATEMENTS = {
    "europe": (FRENCH, "Nous allons mobiliser toute l’Europe dès l’été", "Kaja Kallas"),
    "otan": (FRENCH, "L’Otan s’est mobilisée pour Kiev", "Jens Stoltenberg"),
    "invention": (FRENCH, "C’est une pure invention, des mensonges", "Kremlin"),
    "expedier": (FRENCH, "Il faut expédier tout ce que vous pouvez", "Mark Cancian"),
    "oeuvres": (FRENCH, "Les œuvres de l’Élysée coûtent 100 000 euros", "Anna Brandt"),
    "sur": (FRENCH, "Aujourd’hui, c’est sûr", "Marine Dupont-Aignan"),
    "allies": (ENGLISH, "We will mobilize our allies", "Jake Sullivan"),
    "hamlet": (ENGLISH, "To be or not to be, that is not the question", "Mark Rutte"),
    "war": (ENGLISH, "The war was lost in summer", "Jane O’Brien"),
    "russian": (RUSSIAN, "Мы победим", "Иван Петров"),
}
DAYS = {"europe": "2024-11-12", "war": "2023-06-01", "hamlet": "2023-12-31"}
EVERYTHING = set(STATEMENTS)

CONTRACT = {
    "endings": [
        ("mobiliser", {"europe", "otan"}),
        ("mobilisé", {"europe", "otan"}),
        ("mobilisees", {"europe", "otan"}),
        ("mobilisèrent", {"europe", "otan"}),
        ("mobiliserent", {"europe", "otan"}),
        ("mobilizing", {"allies"}),
        ("mobilized", {"allies"}),
        ("ally", {"allies"}),
        ("question", {"hamlet"}),
        ("questions", {"hamlet"}),
        ("inventions", {"invention"}),
        ("mensonge", {"invention"}),
        ("summers", {"war"}),
    ],
    "accents, case and ligatures": [
        ("expedier", {"expedier"}),
        ("EXPÉDIER", {"expedier"}),
        ("expe\u0301dier", {"expedier"}),
        ("oeuvres", {"oeuvres"}),
        ("œuvre", {"oeuvres"}),
        ("ŒUVRES", {"oeuvres"}),
        ("ete", {"europe"}),
        ("été", {"europe"}),
        ("ÉLYSÉE", {"oeuvres"}),
        ("победим", {"russian"}),
        ("ПОБЕДИМ", {"russian"}),
    ],
    "elision and compounds": [
        ("otan", {"otan"}),
        ("l'otan", {"otan"}),
        ("l’Otan", {"otan"}),
        ("d'otan", {"otan"}),
        ("lʼelysee", {"oeuvres"}),
        ("europe", {"europe"}),
        ("aujourd'hui", {"sur"}),
        ("aujourd’hui", {"sur"}),
        ("dupont-aignan", {"sur"}),
        ("dupont aignan", {"sur"}),
        ("o'brien", {"war"}),
        ("brien", {"war"}),
    ],
    "several words": [
        ("mobiliser europe", {"europe"}),
        ("europe mobiliser", {"europe"}),
        ("mobiliser kiev europe", set()),
        ("kallas mobiliser", {"europe"}),
        ("kremlin mensonges", {"invention"}),
        ("100 euros", {"oeuvres"}),
        ("100000", set()),
        ("absent", set()),
        ("uvre", set()),
    ],
    "stop words": [
        ("the war", {"war"}),
        ("war the", {"war"}),
        ("la question", {"hamlet"}),
        ("nous allons mobiliser", {"europe"}),
        ("sûr", {"sur"}),
        ("to be or not to be", {"hamlet"}),
        ("that", {"hamlet"}),
        ("le", {"invention"}),
        ("une", {"invention"}),
    ],
    "phrases": [
        ('"pure invention"', {"invention"}),
        ("“pure invention”", {"invention"}),
        ("« pure invention »", {"invention"}),
        ("„pure invention“", {"invention"}),
        ('"invention pure"', set()),
        ('"to be or not to be"', {"hamlet"}),
        ('"to be to be"', set()),
        ('"tout ce que vous pouvez"', {"expedier"}),
        ('"tout que vous pouvez"', set()),
        ('"pures inventions"', set()),
        ('"c\'est sur"', {"sur"}),
        ('"pure invention', {"invention"}),
    ],
    "either, and without": [
        ("otan OR expedier", {"otan", "expedier"}),
        ("otan OU expedier", {"otan", "expedier"}),
        ("mobiliser otan OR europe", {"europe", "otan"}),
        ("otan or expedier", set()),
        ("mobiliser -kiev", {"europe"}),
        ('mobiliser -"toute l’Europe"', {"otan"}),
        ('"pure invention" OR "vous pouvez"', {"invention", "expedier"}),
        ("mark -cancian", {"hamlet"}),
        ("-mobiliser -mark language:fr", {"invention", "oeuvres", "sur"}),
        ("OR otan", {"otan"}),
        ("otan OR", {"otan"}),
        ("mobiliser AND kiev", {"otan"}),
    ],
    "beginnings": [
        ("mobil*", {"europe", "otan", "allies"}),
        ("expédi*", {"expedier"}),
        ("stolt*", {"otan"}),
        ("побед*", {"russian"}),
        ("zz*", set()),
        ("0*", set()),
        ("0u*", set()),
        ("10*", {"oeuvres"}),
    ],
    "fields": [
        ("speaker:kallas", {"europe"}),
        ("auteur:kallas", {"europe"}),
        ('speaker:"mark cancian"', {"expedier"}),
        ("speaker:mark", {"expedier", "hamlet"}),
        ("speaker:mark -speaker:cancian", {"hamlet"}),
        ("speaker:mark OR speaker:jens", {"expedier", "hamlet", "otan"}),
        ("speaker:kalas", {"europe"}),
        ("speaker:calas", set()),
        ("speaker:cancain", {"expedier"}),
        ("speaker:stoltenburg", {"otan"}),
        ('speaker:"marc cancien"', {"expedier"}),
        ("status:verified otan", {"otan"}),
        ("statut:vérifiée otan", {"otan"}),
        ("status:disputed", set()),
        ("language:en", {"allies", "hamlet", "war"}),
        ("langue:anglais mobilize", {"allies"}),
        ("kind:indirect", {"otan"}),
        ("before:2024", {"war", "hamlet"}),
        ("before:2023-12-31", {"war"}),
        ("before:2023-12", {"war"}),
        ("after:2024", {"europe"}),
        ("after:2023-12-31", {"europe", "hamlet"}),
        ("year:2023", {"war", "hamlet"}),
        ("annee:2023-06", {"war"}),
        ("-year:2023 language:en", {"allies"}),
    ],
    "signs that mean nothing": [
        ("%", set()),
        ("_", set()),
        ("\\", set()),
        ("' OR 1=1 --", set()),
        ("otan & kiev | x", set()),
        ("otan'); DROP TABLE quotes_quote; --", set()),
        ("otan:*", {"otan"}),
        ("(otan)", {"otan"}),
        ("^otan$", {"otan"}),
        ("note:otan", set()),
        ("NEAR(otan kiev)", set()),
    ],
}


def write_statements():
    """Write the statements of the contract; return their names by quote."""
    texts = {
        text: make.make_article(text, language=language, headline=headline)
        for text, language, headline in (
            (FRENCH, "fr", "Une"),
            (ENGLISH, "en", "One"),
            (RUSSIAN, "ru", "Раз"),
        )
    }
    found = {}
    for name, (text, words, who) in STATEMENTS.items():
        is_indirect = name == "otan"
        quote = make.make_verified_quote(
            words,
            article=texts[text],
            speaker=make.make_speaker(who),
            cue="selon" if is_indirect else (),
            mention="le Kremlin" if who == "Kremlin" else who,
            kind="indirect" if is_indirect else "direct",
            language=texts[text].language,
            said_on=DAYS.get(name),
        )
        found[quote.pk] = name
    return found


def search(query, names):
    """Return the names of the statements that a reader's query finds."""
    cleaned = QueryField().clean(query)
    rows = Publication.objects.listed().matching(cleaned, field_condition)
    return {names[row.quote_id] for row in rows}


@pytest.mark.django_db
@pytest.mark.parametrize("group", CONTRACT)
def test_every_query_of_the_contract_finds_what_it_says(group):
    names = write_statements()

    found = {query: search(query, names) for query, _expected in CONTRACT[group]}

    assert found == dict(CONTRACT[group])


def test_the_contract_has_more_than_sixty_different_queries():
    queries = [query for pairs in CONTRACT.values() for query, _expected in pairs]

    assert len(set(queries)) == len(queries) >= 100


@pytest.mark.django_db
def test_what_was_withdrawn_is_found_by_none_of_its_words():
    make.make_withdrawn_quote()

    assert not Publication.objects.current().matching("parole").exists()
    assert not Publication.objects.current().matching("brandt").exists()


@pytest.mark.django_db
def test_an_older_version_is_not_found_by_the_words_that_it_had():
    from quotes import workflow
    from tests.factories import spans_of

    quote = make.make_verified_quote()
    text = quote.article.current_revision.text
    changed = workflow.change_quote(
        quote,
        by=make.make_editor(),
        spans=spans_of(
            text,
            content="tiendrons parole",
            quoted="tiendrons parole",
            cue="a déclaré",
            mention="Anna Brandt",
        ),
        reason="Le premier mot n’en est pas.",
    )
    assert Publication.objects.listed().matching("nous tiendrons").exists()

    workflow.verify(changed, by=make.make_verifier())

    assert not Publication.objects.listed().matching('"nous tiendrons"').exists()
    assert Publication.objects.listed().matching("tiendrons").exists()


@pytest.mark.django_db
def test_the_index_follows_rows_that_are_deleted_and_written_anew():
    quote = make.make_verified_quote()
    publication = quote.publications.get()
    publication.search_terms = " autr mot "
    publication.save()

    assert Publication.objects.matching("autre").get() == publication
    assert not Publication.objects.matching("parole").exists()

    publication.speaker_rows.all().delete()
    publication.delete()

    assert not Publication.objects.matching("autre").exists()


@pytest.mark.django_db
def test_sqlite_keeps_the_triggers_of_its_index():
    """A migration that makes the table of publications anew would lose them."""
    if connection.vendor != "sqlite":
        assert "search_vector" in _columns_of("quotes_publication")
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        names = {name for (name,) in cursor.fetchall()}
    assert names >= {
        "quotes_search_insert",
        "quotes_search_delete",
        "quotes_search_update",
    }


def _columns_of(table):
    with connection.cursor() as cursor:
        return {
            c.name
            for c in connection.introspection.get_table_description(cursor, table)
        }


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(min_size=1, max_size=60))
def test_every_query_is_refused_or_tells_what_holds_from_what_does_not(public, query):
    """Whatever it is: with a minus before its only word, the same is found inside out."""
    try:
        cleaned = QueryField().clean(query)
    except forms.ValidationError:
        return
    found = set(Publication.objects.matching(cleaned, field_condition))

    assert found <= {public}
    items = cleaned.items if cleaned else ()
    if len(items) == 1 and not cleaned.is_cut:
        (item,) = items
        opposite = Query(((replace(item, is_negated=not item.is_negated),),))
        rest = set(Publication.objects.matching(opposite, field_condition))
        assert found ^ rest == {public}


@pytest.fixture
def public():
    """The one publication there is."""
    return make.make_verified_quote().publications.get()


@pytest.mark.django_db
@pytest.mark.parametrize("name", STATEMENTS)
def test_a_statement_is_found_by_its_own_words_each_and_all(name):
    names = write_statements()
    words = STATEMENTS[name][1]

    assert name in search(words, names)
    assert name in search(f'"{words}"', names)
    for word in words.split():
        assert name in search(word, names), word


@given(st.text(max_size=200), st.sampled_from(["fr", "en", "ru"]))
def test_terms_are_words_that_every_parser_takes_for_one(text, language):
    for term in terms(text, language):
        assert term.isascii()
        assert term.isalnum()
        assert term == term.lower()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        "1e5 0x1f 12abc abc12 3.14 2024-11-12 a@b.fr http://x.fr/y?z=1 l’a-t-il x_y ½ ① Мы победим 5e5я 我们"
    ],
)
def test_postgresql_takes_every_term_for_one_word(text):
    if connection.vendor != "postgresql":
        assert terms(text, "fr")
        return
    found = terms(text, "fr")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tsvector_to_array(to_tsvector('simple', %s))", [" ".join(found)]
        )
        assert set(cursor.fetchone()[0]) == set(found)


@pytest.mark.django_db
def test_a_count_is_estimated_only_where_there_is_very_much():
    make.make_verified_quote()

    assert estimated_count(Publication.objects.listed()) is None


@pytest.mark.django_db
def test_the_best_match_comes_first_and_among_equals_the_newest():
    text = (
        "« La paix et la guerre en Europe cette année encore », dit Anna Brandt.\n"
        "« La paix, la paix », dit Anna Brandt.\n"
        "« La guerre », dit Anna Brandt.\n"
    )
    article = make.make_article(text)
    speaker = make.make_speaker()
    for words in (
        "La paix et la guerre en Europe cette année encore",
        "La paix, la paix",
        "La guerre",
    ):
        make.make_verified_quote(words, article=article, speaker=speaker)

    def ranked(query):
        rows = Publication.objects.listed().matching(query)
        keys = ranking.best_first(rows, parse(query))
        found = Publication.objects.in_bulk(keys)
        return [found[key].words for key in keys]

    assert ranked("paix")[0] == "La paix, la paix"
    assert ranked("guerre")[0] == "La guerre"
    assert ranked("brandt")[-1].startswith("La paix et la guerre")


@pytest.mark.django_db
def test_only_the_newest_matches_are_ranked(monkeypatch):
    monkeypatch.setattr(ranking, "RANKED", 2)
    make.make_publications(4)
    rows = Publication.objects.listed().matching("parole")

    keys = ranking.best_first(rows, parse("parole"))

    assert keys == [row.pk for row in rows.newest_first()[:2]]
