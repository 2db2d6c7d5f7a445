"""The corpus has the shape and the derived columns that the workflow would give it."""

import pytest
from django.urls import reverse

from quotes.models import Publication
from quotes.publishing import derived_columns, public_names
from quotes.texts import fold
from tests.benchmarks import quick_terms
from tests.benchmarks.corpus import Corpus
from tests.benchmarks.loading import by_bulk_create
from tests.factories import (
    date,
    make_article,
    make_editor,
    make_office,
    make_source,
    make_speaker,
    make_verified_quote,
    make_verifier,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def corpus():
    corpus = Corpus(120, speakers=30)
    corpus.cast.editor, corpus.cast.verifier = make_editor().pk, make_verifier().pk
    by_bulk_create(corpus)
    return corpus


def shape(value):
    """Return keys and types all the way down; lists by their first item."""
    if isinstance(value, dict):
        return {key: shape(each) for key, each in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return type(value).__name__


def test_state_and_display_texts_have_the_shape_of_the_workflows(corpus):
    speaker = make_speaker()
    make_office(speaker, organization="Union", held_from=date(2020, 1, 1))
    true = make_verified_quote(
        article=make_article(published_on="2024-11-12"),
        speaker=speaker,
        source=make_source(relays=make_source("dépêche")),
    ).publications.get()
    made = next(
        row
        for row in Publication.objects.exclude(quote=true.quote_id).filter(
            status="verified", kind="direct", said_on=None
        )
        if len(row.shown["chain"]) == 2
        and row.shown["speakers"][0]["office"]
        and not row.state["occasion"]
    )

    assert shape(made.state) == shape(true.state)
    assert shape(made.shown) == shape(true.shown)


def test_derived_columns_are_what_the_project_makes_of_the_others(corpus):
    rows = Publication.objects.all()

    assert len(rows) == 120
    for row in rows:
        kept = {name: getattr(row, name) for name in derived_columns(row)}
        assert kept == derived_columns(row)


def test_every_name_of_a_public_speaker_can_be_searched(corpus):
    for row in Publication.objects.all():
        for name in public_names(row):
            assert name.speaker.public_names.filter(folded=name.folded).exists()


def test_the_same_seed_gives_the_same_rows():
    def words(seed):
        corpus = Corpus(20, seed=seed, speakers=10)
        return [
            row.words
            for row in corpus.rows(corpus.blocks()[0])
            if getattr(row, "model", None) is Publication
        ]

    assert words(3) == words(3) != words(4)


def test_readers_see_the_corpus(corpus, client):
    shown = client.get(reverse("quotes:quote-list"))
    row = Publication.objects.listed().newest_first()[0]

    assert len(shown.context["publications"]) == 25
    assert client.get(row.get_absolute_url()).status_code == 200


def test_folding_word_by_word_is_folding():
    text = "  L’Œuvre\u00a0d’Élodie   n’a ﬁni\tʼtis "

    assert quick_terms.fold(text) == fold(text)
