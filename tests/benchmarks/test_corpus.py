"""The corpus is what the workflow would have written: proved by the project's own checks."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from quotes import publishing
from quotes.canonical import canonical as as_canonical
from quotes.models import Attribution, Publication, Quote, Review, Revision
from quotes.shown import shown_texts
from quotes.texts import fold
from quotes.vocabulary import Rank, Status
from tests.benchmarks import lives, quick_terms
from tests.benchmarks.corpus import Corpus
from tests.benchmarks.loading import hire, write_all
from tests.benchmarks.plain_rows import as_mapping, canonical, maker

pytestmark = pytest.mark.django_db

QUOTES = 500


@pytest.fixture
def corpus():
    corpus = Corpus(QUOTES, speakers=60)
    hire(corpus.cast)
    write_all(corpus)
    return corpus


def told(command):
    output = StringIO()
    call_command(command, stdout=output)
    return output.getvalue().splitlines()[-1]


def test_checks_of_the_project_find_nothing_wrong(corpus):
    reviews = Review.objects.count()

    assert told("check_data") == f"{QUOTES} quotes, 0 problems"
    assert told("verify_ledger") == (
        f"{QUOTES} quotes, {reviews} reviews, every chain holds"
    )


def test_publications_are_those_that_the_workflow_would_write(corpus):
    rows = Publication.objects.filter(is_current=True).exclude(status="withdrawn")

    assert len(rows) > QUOTES * 0.9
    for row in rows.select_related("quote__article", "quote__source", "review"):
        preferred = publishing._preferred(row.quote)
        shown = shown_texts(row.quote, row.state, preferred)
        listed = publishing._list_columns(row.quote, row.state, shown, preferred)
        assert row.shown == shown
        assert {name: getattr(row, name) for name in listed} == listed
        assert row.notice == (shown["notices"][0]["notice"] if shown["notices"] else "")


def test_every_fate_and_all_that_comes_with_it_is_there(corpus):
    statuses = set(Quote.objects.values_list("status", flat=True))
    decisions = set(Review.objects.values_list("decision", flat=True))

    assert statuses == set(Status.values)
    assert decisions == {
        step.decision for _weight, steps in lives.FATES.values() for step in steps
    } | {"reanchor"}
    assert set(Attribution.objects.values_list("rank", flat=True)) == set(Rank.values)
    assert Attribution.objects.filter(jointly=True).exists()
    assert Revision.objects.filter(number=2).exists()
    assert Publication.objects.filter(is_corrected=True, number=3).exists()


def test_every_name_of_a_public_speaker_can_be_searched(corpus):
    for row in Publication.objects.all():
        for name in publishing.public_names(row):
            assert name.speaker.public_names.filter(folded=name.folded).exists()


def test_the_same_seed_gives_the_same_rows():
    def rows(seed):
        corpus = Corpus(20, seed=seed, speakers=10)
        return corpus.rows(corpus.blocks()[0])[Publication]

    assert rows(3) == rows(3) != rows(4)


def test_readers_see_the_corpus(corpus, client):
    shown = client.get(reverse("quotes:quote-list"))
    row = Publication.objects.listed().newest_first()[0]

    assert len(shown.context["publications"]) == 25
    assert client.get(row.get_absolute_url()).status_code == 200


def test_folding_word_by_word_is_folding():
    text = "  L’Œuvre\u00a0d’Élodie   n’a ﬁni\tʼtis "

    assert quick_terms.fold(text) == fold(text)


def test_json_is_as_canonical_as_the_ledgers():
    value = {"é": 'a"b\\c/\n\t\x01\x7f\u2028', "b": [1, None, True, {"z": "", "a": -2}]}

    assert canonical(value).decode() == as_canonical(value)


def test_a_row_has_its_columns_in_their_order():
    make = maker(Attribution, "rank", "id")
    row = as_mapping(Attribution, make("normal", 7))

    assert (row["id"], row["rank"], row["jointly"]) == (7, "normal", False)
    with pytest.raises(ValueError, match="no columns"):
        maker(Attribution, "no_such_column")
