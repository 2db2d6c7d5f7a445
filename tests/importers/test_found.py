"""What the engine finds, as a quote would store it; and what the article has already."""

from types import SimpleNamespace

import pytest

from quotes.extraction import (
    Candidate,
    Grounds,
    Kind,
    Known,
    Mention,
    Resolved,
    Span,
    Statement,
)
from quotes.importers import found as module
from quotes.importers.found import Found, Stored, find, shared
from quotes.models import Quote
from quotes.workflow import SpanAt, WorkflowError
from tests.factories import make_article, make_quote, make_revision
from tests.importers.pieces import ENGLISH, FRENCH

NOBODY = Known(named=lambda words: (), holding=lambda words: ())


def resolved(name="Anna Brandt", key=None, **more):
    return Resolved(name, "names", 80, key, **more)


def found(*, content=((0, 10),), mentions=(), **more):
    """Return a Found of a direct statement; mentions are Resolved."""
    statement = Statement(
        Kind.DIRECT,
        tuple(Span(*place) for place in content),
        mentions=tuple(
            Mention(Span(20 + at, 21 + at), each) for at, each in enumerate(mentions)
        ),
        **more,
    )
    return Found(1, "fr", statement, statement.mentions)


def test_every_part_is_a_span_with_its_number():
    each = found(
        content=((0, 10), (12, 18)),
        quoted=(Span(1, 9), Span(11, 12)),  # the second stands outside the content
        cue=Span(30, 33),
        mentions=[resolved(), resolved("Marta Kos")],
    )

    assert each.spans == [
        SpanAt("content", 1, 0, 10),
        SpanAt("content", 2, 12, 18),
        SpanAt("quoted", 1, 1, 9),
        SpanAt("cue", 1, 30, 33),
        SpanAt("mention", 1, 20, 21),
        SpanAt("mention", 2, 21, 22),
    ]


@pytest.mark.parametrize(
    ("mentions", "claims"),
    [
        ([], []),
        ([resolved()], [(None, 1)]),
        ([resolved(key="a")], [("a", 1)]),
        ([resolved(key="a"), resolved(key="b")], [("a", 1), ("b", 2)]),
        ([resolved(key="a"), resolved(key="a")], [("a", 1)]),
        ([resolved(), resolved()], [(None, 1), (None, 2)]),
        (
            [
                resolved(
                    None,
                    candidates=(
                        Candidate("A", "near", "a"),
                        Candidate("Nobody known", "near"),
                        Candidate("B", "near", "b"),
                    ),
                )
            ],
            [(None, 1), ("a", 1), ("b", 1)],
        ),
    ],
)
def test_claims_are_keys_of_speakers_and_mentions_of_nobody_known(mentions, claims):
    assert found(mentions=mentions).claims == claims


def test_words_that_go_on_have_the_mention_before_them(monkeypatch):
    speaker = resolved(key="a")
    first = Statement(
        Kind.DIRECT, (Span(0, 5),), mentions=(Mention(Span(9, 10), speaker),)
    )
    second = Statement(Kind.DIRECT, (Span(12, 15),), continues=True, speaker=speaker)
    other = Statement(
        Kind.DIRECT, (Span(20, 25),), continues=True, speaker=resolved("Marta Kos")
    )
    monkeypatch.setattr(
        module,
        "extract",
        lambda *given: SimpleNamespace(
            language="fr", statements=(first, second, second, other)
        ),
    )

    rows = find("x" * 30, "fr", NOBODY)

    assert [row.claims for row in rows] == [[("a", 1)], [("a", 1)], [("a", 1)], []]
    assert rows[2].spans[-1] == SpanAt("mention", 1, 9, 10)
    assert rows[3].mentions == ()


def test_rule_confidence_and_reading_are_kept():
    each = found(
        mentions=[resolved(None, reason="why", candidates=(Candidate("A", "near"),))],
        grounds={"content": Grounds("incise", 80)},
    )

    assert each.fields == {
        "content": {"rule": "incise", "confidence": 80},
        "speaker": {
            "read": [
                {
                    "mention": 1,
                    "name": None,
                    "key": None,
                    "reason": "why",
                    "candidates": [{"name": "A", "key": None, "reason": "near"}],
                }
            ]
        },
    }


@pytest.mark.parametrize(
    ("text", "given", "language"),
    [(FRENCH, "fr", "fr"), (FRENCH, "und", "fr"), (ENGLISH, "und", "en")],
)
def test_the_language_is_given_or_found_out(text, given, language):
    rows = find(text, given, NOBODY)

    assert len(rows) > 1
    assert {row.columns["language"] for row in rows} == {language}


@pytest.mark.parametrize(
    ("text", "language", "sentence"),
    [(FRENCH, "de", "this one is in German"), ("Nada.", "und", "Say which language")],
)
def test_a_language_without_rules_is_refused(text, language, sentence):
    with pytest.raises(WorkflowError, match=sentence) as refusal:
        find(text, language, NOBODY)

    assert refusal.value.code == "incomplete"


@pytest.mark.parametrize(
    ("one", "other", "part"),
    [
        ([(0, 10)], [(0, 10)], 1),
        ([(0, 10)], [(0, 8)], 0.8),
        ([(0, 10)], [(10, 20)], 0),
        ([(0, 10)], [(5, 15)], 1 / 3),
        ([(0, 5), (10, 15)], [(0, 15)], 2 / 3),
        ([(0, 5), (10, 15)], [(0, 5), (10, 15)], 1),
    ],
)
def test_what_two_statements_share(one, other, part):
    assert shared(one, other) == shared(other, one) == pytest.approx(part)


def stored_in(revision):
    """Return the statements that an article has, as places in one of its texts."""
    return Stored.in_each([revision])[revision.pk]


@pytest.mark.django_db
class TestStored:
    """Which of an article's quotes is a statement that was found."""

    @pytest.mark.parametrize(
        ("place", "is_known"),
        [
            ((0, 0), True),
            ((1, 0), True),
            ((-1, 1), True),
            ((5, 0), False),
            ((0, -6), False),
        ],
    )
    def test_nearly_the_same_words_are_the_same_statement(self, place, is_known):
        text = "x" * 40 + " une vingtaine de mots, dit-il." + " y" * 40
        quote = make_quote("une vingtaine de mots", article=make_article(text))
        start = text.index("une")
        content = (start + place[0], start + len("une vingtaine de mots") + place[1])

        key = stored_in(quote.article.current_revision).alike(
            found(content=[content]), text
        )

        assert key == (quote.pk if is_known else None)

    def test_of_two_the_one_that_shares_more(self):
        text = "Il a dit que tout va bien et que rien ne presse, dit-il."
        article = make_article(text)
        make_quote("tout va bien et que rien ne presse", article=article)
        quote = make_quote("que tout va bien et que rien ne presse", article=article)
        start = text.index("que tout")

        stored = stored_in(article.current_revision)

        assert stored.alike(found(content=[(start, start + 38)]), text) == quote.pk

    def test_a_quote_of_an_older_text_is_known_by_its_words(self):
        quote = make_quote("Nous tiendrons parole")
        text = "Ajout.\n« nous tiendrons  parole », a-t-elle dit."
        revision = make_revision(quote.article, text)
        start = text.index("nous")

        stored = stored_in(revision)

        assert stored.alike(found(content=[(start, start + 22)]), text) == quote.pk
        assert stored.alike(found(content=[(0, 5)]), text) is None

    def test_two_queries(self, django_assert_num_queries):
        quote = make_quote()
        revision = Quote.objects.get().article.current_revision

        with django_assert_num_queries(2):
            stored = stored_in(revision)
            stored.alike(found(content=[(2, 23)]), revision.text)

        assert quote.pk
