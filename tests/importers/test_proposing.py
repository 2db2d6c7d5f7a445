"""Many proposals written at once: the rows of one written after the other, each column."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotes import models, workflow
from quotes.extraction import ENGINE, VERSION
from quotes.importers import load
from quotes.importers.drafting import _claims, speakers_in
from quotes.importers.proposing import propose_many
from quotes.integrity import ledger_problems, problems
from quotes.models import Article, Proposal, Quote, Searched
from quotes.workflow import WorkflowError
from tests import factories
from tests.benchmarks.dispatches import dispatch
from tests.importers.pieces import BLINKEN, ENGLISH, FRENCH
from tests.importers.test_found import found, resolved

pytestmark = pytest.mark.django_db

AT = datetime(2024, 11, 13, 9, 30, tzinfo=UTC)
PROPOSED = (
    *(models.Quote, models.Span, models.Attribution, models.Proposal),
    *(models.Review, models.Finding, models.DeskItem),
    *(each.history.model for each in (models.Quote, models.Span, models.Attribution)),
)
#: Made by chance, by the clock, or by the order of insertion.
UNLIKE = {"history_date"}


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


def written(article):
    """Return every column of the rows of an article, with keys as places in their table."""
    quotes = list(article.quotes.order_by("pk"))
    spans = list(models.Span.objects.filter(quote__in=quotes).order_by("pk"))
    claims = list(models.Attribution.objects.filter(quote__in=quotes).order_by("pk"))
    places = {
        models.Quote: {row.pk: number for number, row in enumerate(quotes)},
        models.Span: {row.pk: number for number, row in enumerate(spans)},
        models.Attribution: {row.pk: number for number, row in enumerate(claims)},
    }
    names = {row.public_id: f"quote {number}" for number, row in enumerate(quotes)}
    rows = {}
    for model in PROPOSED:
        if hasattr(model, "tracked_fields"):
            tracked = model.instance_type
            several = model.objects.filter(id__in=places[tracked]).order_by("id")
        elif model is models.Quote:
            several = quotes
        else:
            several = model.objects.filter(quote__in=quotes).order_by("quote_id", "pk")
        rows[model.__name__] = [_columns(row, places, names) for row in several]
    return rows


def _columns(row, places, names):
    columns = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        related = field.related_model or getattr(row, "instance_type", None)
        if field.name == "id" and hasattr(row, "instance_type"):
            value = places[row.instance_type][value]
        elif field.primary_key or field.name in UNLIKE:
            continue
        elif related in places and field.is_relation and value is not None:
            value = places[related][value]
        elif related in (Article, models.Revision) and value is not None:
            value = related.__name__  # its own; check_data proves that it is
        elif field.name == "public_id":
            value = names[value]
        elif field.name in ("digest", "head_digest"):
            value = len(value)  # what it covers has another id; verify_ledger proves it
        elif field.name == "state" and isinstance(value, dict):
            value = {**value, "id": names[value["id"]], "article": "its own"}
        columns[field.name] = value
    return columns


def newsroom():
    """Return nothing: speakers, names, offices and a merge, for mentions to resolve to."""
    blinken = factories.make_speaker("Antony Blinken")
    factories.make_name(blinken, "M. Blinken")
    factories.make_office(blinken, "secrétaire d’État", held_from="2021-01-26")
    factories.make_name(factories.make_speaker("Kremlin", kind="government"), "Moscou")
    stays = factories.make_speaker("Hélène Sorel")
    factories.make_speaker("Paul Vidal", merged_into=stays)
    for name in ("Jean Martin", "Jean Martin", "Mark Rutte", "Helen Sorel"):
        factories.make_speaker(name)


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
