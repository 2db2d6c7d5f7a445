"""Many proposals written at once: the rows of one written after the other, each column."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotes import workflow
from quotes.extraction import ENGINE, VERSION
from quotes.importers import load
from quotes.importers.drafting import _claims, speakers_in
from quotes.importers.proposing import propose_many
from quotes.integrity import ledger_problems, problems
from quotes.models import Proposal, Quote, Searched
from quotes.workflow import WorkflowError
from tests import factories
from tests.benchmarks.dispatches import dispatch
from tests.importers.pieces import BLINKEN, ENGLISH, FRENCH
from tests.importers.proposed import newsroom, written
from tests.importers.test_found import found, resolved

pytestmark = pytest.mark.django_db

AT = datetime(2024, 11, 13, 9, 30, tzinfo=UTC)


def one_by_one(revision, rows, by):
    """Propose statements each through the workflow, as an editor's own are entered."""
    speakers = speakers_in(rows)
    for each in rows:
        quote = workflow.enter_quote(
            revision,
            by=by,
            spans=each.spans,
            fields=each.columns,
            claims=_claims(each, speakers),
            proposed=True,
            at=AT,
            check=False,
        )
        Proposal.objects.create(
            quote=quote,
            number=1,
            engine=ENGINE,
            engine_version=VERSION,
            fields=each.fields,
            proposed_at=AT,
        )
    workflow.refresh_article(revision.article_id, at=AT)


SAMPLES = {
    "founding": (BLINKEN, "fr"),
    "french": (FRENCH, "fr"),
    "english": (ENGLISH, "en"),
    **{
        f"dispatch {number}": (dispatch(number).text, dispatch(number).language)
        for number in range(6)
    },
}


@pytest.mark.parametrize("name", SAMPLES)
def test_every_column_is_that_of_one_written_after_the_other(name):
    text, language = SAMPLES[name]
    newsroom()
    by = factories.make_user("kim", "contributor")
    said = {"language": language, "published_on": "2024-11-13"}
    one, other = (factories.make_article(text, **said) for _number in range(2))
    rows = load.found_in(one.current_revision)
    assert rows

    one_by_one(one.current_revision, rows, by)
    [loaded] = propose_many([(other.current_revision, rows)], by=by, at=AT)

    assert len(loaded.new) == len(rows)
    expected, got = written(one), written(other)
    for table in expected:
        assert got[table] == expected[table], table
    assert list(problems()) == list(ledger_problems()) == []


def test_articles_with_statements_already_are_as_one_by_one():
    """What is new has neighbors, and brings about findings in statements that were there."""
    newsroom()
    by, articles = factories.make_user("kim", "contributor"), []
    for _number in range(2):
        article = factories.make_article(BLINKEN, published_on="2024-11-13")
        rows = load.found_in(article.current_revision)
        one_by_one(article.current_revision, rows[::2], by)
        articles.append((article, rows))

    (one, rows), (other, _same) = articles
    one_by_one(one.current_revision, rows[1::2], by)
    [loaded] = propose_many([(other.current_revision, rows)], by=by, at=AT)

    assert (len(loaded.new), len(loaded.known)) == (len(rows) // 2, -(-len(rows) // 2))
    expected, got = written(one), written(other)
    for table in expected:
        assert got[table] == expected[table], table
    assert list(problems()) == list(ledger_problems()) == []


def test_history_says_who_and_when():
    by = factories.make_user("kim", "contributor")
    article = factories.make_article(FRENCH)
    [loaded] = propose_many(
        [(article.current_revision, load.found_in(article.current_revision))], by=by
    )

    quote = loaded.new[0]
    for row in (quote, *quote.spans.all(), *quote.attributions.all()):
        [history] = row.history.all()
        assert history.history_user == by
        assert abs((history.history_date - quote.changed_at).total_seconds()) < 60
        assert history.instance == row


def test_queries_do_not_grow_with_articles():
    newsroom()
    by = factories.make_user("kim", "contributor")

    def queries_for(count):
        pieces = []
        for number in range(count):
            each = dispatch(number)
            article = factories.make_article(each.text, language=each.language)
            revision = article.current_revision
            pieces.append((revision, load.found_in(revision)))
        with CaptureQueriesContext(connection) as captured:
            loaded = propose_many(pieces, by=by)
        assert all(each.new for each in loaded)
        return len(captured)

    queries_for(1)
    few = queries_for(2)

    assert queries_for(20) == few


def test_one_that_a_constraint_refuses_is_named_and_the_others_go_on(monkeypatch):
    by = factories.make_user("kim", "contributor")
    articles = [factories.make_article(FRENCH) for _number in range(3)]
    pieces = [
        (each.current_revision, load.found_in(each.current_revision))
        for each in articles
    ]
    taken = factories.make_quote(article=factories.make_article()).public_id
    bad = pieces[1][1][1]
    made = Quote.__init__

    def clash(self, *args, **columns):
        made(self, *args, **columns)
        if columns.get("article") == articles[1] and columns["words"] == bad.words(
            FRENCH
        ):
            self.public_id = taken

    monkeypatch.setattr(Quote, "__init__", clash)
    loaded = propose_many(pieces, by=by)
    monkeypatch.undo()

    assert [len(each.new) for each in loaded] == [
        len(pieces[0][1]),
        len(pieces[1][1]) - 1,
        len(pieces[2][1]),
    ]
    [(each, why)] = loaded[1].refused
    assert each is bad
    assert why
    assert list(problems()) == list(ledger_problems()) == []


def test_one_that_the_workflow_refuses_is_told_and_the_others_go_on():
    by = factories.make_user("kim", "contributor")
    revision = factories.make_article(FRENCH).current_revision
    end = len(FRENCH)
    rows = [
        found(content=[(end, end + 5)]),
        found(content=[(0, 10)]),
        found(content=[(0, 10)], mentions=[resolved("A")]),
    ]

    [loaded] = propose_many([(revision, rows)], by=by)

    [(each, why)] = loaded.refused
    assert each is rows[0]
    assert "is not a stretch of this text" in why
    assert len(loaded.new) == 2


def test_that_a_text_was_read_is_written_even_where_nothing_was_found():
    by = factories.make_user("kim", "contributor")
    revision = factories.make_article("Rien.\n").current_revision

    propose_many([(revision, [])], by=by, at=AT)
    propose_many([(revision, [])], by=by, at=AT)

    row = Searched.objects.get()
    assert (row.revision, row.engine, row.engine_version, row.at) == (
        revision,
        ENGINE,
        VERSION,
        AT,
    )


def test_whoever_may_not_propose_is_refused_before_anything_is_written():
    revision = factories.make_article(FRENCH).current_revision

    with pytest.raises(WorkflowError) as refusal:
        propose_many([(revision, [])], by=factories.make_user("nobody"))

    assert refusal.value.code == "not_allowed"
    assert not Searched.objects.exists()
