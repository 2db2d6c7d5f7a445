"""What is found is proposed once, by whom it says, and never public by itself."""

import pytest
from django.db import IntegrityError

from quotes import workflow
from quotes.extraction import ENGINE, VERSION
from quotes.importers import load, proposing
from quotes.integrity import problems
from quotes.models import (
    Article,
    DeskItem,
    Finding,
    Proposal,
    Publication,
    Quote,
    Revision,
)
from quotes.roles import role_of
from quotes.vocabulary import Status
from quotes.workflow import WorkflowError
from tests import factories
from tests.importers.pieces import BLINKEN, FRENCH
from tests.importers.test_found import found, resolved

pytestmark = pytest.mark.django_db

RISK = "Nous ne prendrons aucun risque"


@pytest.fixture
def contributor():
    return factories.make_user("kim", "contributor")


@pytest.fixture
def article():
    return factories.make_article(FRENCH)


def snapshot():
    """Return every row that editors could have touched, as it is stored."""
    models = (Quote, Proposal, Finding)
    return {model: list(model.objects.order_by("pk").values_list()) for model in models}


def test_what_is_found_is_stored_as_the_engine_gave_it(article, contributor):
    loaded = load.find_in(article, by=contributor)

    rows = load.found_in(article.current_revision)
    assert len(loaded.new) == len(rows) > 1
    for each, quote in zip(rows, loaded.new, strict=True):
        assert quote.words == each.words(FRENCH)
        assert (quote.kind, quote.polarity) == (
            each.columns["kind"],
            each.columns["polarity"],
        )
        assert (quote.is_heading, quote.language) == (each.statement.heading, "fr")
        assert {
            (span.role, span.number, span.start, span.end) for span in quote.spans.all()
        } == {(s.role, s.number, s.start, s.end) for s in each.spans}
        for span in quote.spans.all():
            assert FRENCH[span.start : span.end] == span.exact
            assert FRENCH[span.end : span.end + 32] == span.suffix
        proposal = quote.proposals.get()
        assert (proposal.engine, proposal.engine_version) == (ENGINE, VERSION)
        assert (proposal.outcome, proposal.fields) == ("pending", each.fields)
    assert list(problems()) == []


def test_nothing_proposed_is_public(client, contributor):
    article = factories.make_article(FRENCH, published_on="2024-11-12")
    load.find_in(article, by=contributor)

    assert set(Quote.objects.values_list("status", flat=True)) == {Status.PROPOSED}
    assert not Publication.objects.exists()
    words = [quote.words for quote in Quote.objects.all()]
    for path in ("/quotes/", "/api/v1/quotes/", "/", "/articles/", "/speakers/"):
        page = client.get(path, follow=True).content.decode()
        assert not [each for each in words if each in page], path
    for quote in Quote.objects.all():
        assert client.get(quote.get_absolute_url()).status_code == 404
        assert client.get(f"/api/v1/quotes/{quote.public_id}/").status_code == 404
    assert DeskItem.objects.count() == len(words)


@pytest.mark.parametrize(
    ("mentions", "speakers"),
    [
        ([resolved("A", "KEY")], ["A"]),
        ([resolved("A")], [None]),
        ([resolved(None)], [None]),
        ([], []),
    ],
)
def test_a_speaker_is_linked_where_the_newsroom_knows_exactly_one(
    article, contributor, mentions, speakers
):
    factories.make_speaker("A", public_id="00000000000a")
    mentions = [resolved(each.name, each.key and "00000000000a") for each in mentions]

    loaded = load.propose(
        article.current_revision, [found(mentions=mentions)], by=contributor
    )

    rows = loaded.new[0].attributions.order_by("number")
    assert [row.speaker and row.speaker.name for row in rows] == speakers
    for row in rows:
        assert (row.rank, row.basis, row.jointly) == ("normal", "proposed", False)
        assert (row.accepted_by, row.mention.number) == (None, 1)


def test_a_merged_speaker_is_the_one_that_stays_and_a_lost_one_nobody(
    article, contributor
):
    stays = factories.make_speaker("A")
    gone = factories.make_speaker("B", merged_into=stays)
    keys = (stays.public_id, gone.public_id, "0" * 12)
    each = found(mentions=[resolved(key=key) for key in keys])

    [quote] = load.propose(article.current_revision, [each], by=contributor).new

    rows = quote.attributions.order_by("number")
    assert [(row.speaker, row.mention.number) for row in rows] == [
        (stays, 1),
        (None, 3),
    ]


def test_what_two_are_said_to_have_said_stays_open_when_accepted(article, contributor):
    speakers = [factories.make_speaker(name) for name in "AB"]
    each = found(mentions=[resolved(key=one.public_id) for one in speakers])
    [quote] = load.propose(article.current_revision, [each], by=contributor).new

    quote = workflow.accept(quote, by=factories.make_editor())

    assert {row.rank for row in quote.attributions.all()} == {"normal"}
    assert quote.proposals.get().outcome == "accepted"


def test_the_second_run_proposes_nothing(contributor):
    article = factories.make_article(BLINKEN)
    first = load.find_in(article, by=contributor)
    before = snapshot()

    second = load.find_in(article, by=contributor)

    assert (second.new, second.refused) == ([], [])
    assert len(second.known) == len(first.new)
    assert snapshot() == before


@pytest.mark.parametrize("status", Status.values)
def test_what_the_article_has_is_left_alone_in_whatever_status(
    article, contributor, status
):
    factories.make_quote_in(status, words=RISK, article=article)
    before = list(Quote.objects.values())

    loaded = load.find_in(article, by=contributor)

    assert len(loaded.known) == 1
    assert Quote.objects.filter(words__contains=RISK).count() == 1
    assert list(Quote.objects.filter(words__contains=RISK).values()) == before


def test_a_proposal_of_an_older_version_is_left_as_it_is(
    article, contributor, monkeypatch
):
    load.find_in(article, by=contributor)
    before = snapshot()
    monkeypatch.setattr(proposing, "VERSION", "99")

    assert load.find_in(article, by=contributor).new == []
    assert snapshot() == before


def test_what_is_left_out_is_not_stored(article, contributor):
    loaded = load.propose(
        article.current_revision,
        load.found_in(article.current_revision),
        by=contributor,
        leave_out={1},
    )

    assert [each.number for each in loaded.left_out] == [1]
    assert Quote.objects.count() == len(loaded.new) > 0


def test_one_that_is_refused_is_told_and_the_others_go_on(article, contributor):
    beyond = len(FRENCH)
    rows = [found(content=[(beyond, beyond + 5)]), found(content=[(0, 10)])]

    loaded = load.propose(article.current_revision, rows, by=contributor)

    assert len(loaded.new) == 1
    [(each, why)] = loaded.refused
    assert each is rows[0]
    assert "is not a stretch of this text" in why
    assert Quote.objects.count() == Proposal.objects.count() == 1


def test_what_the_checks_find_is_there_at_once(contributor):
    load.find_in(factories.make_article(BLINKEN), by=contributor)
    rows = set(Finding.objects.values_list("quote", "rule", "place"))
    assert "A001" in {rule for _quote, rule, _place in rows}
    severities = set(DeskItem.objects.values_list("severity", flat=True))
    assert severities > {0}

    workflow.refresh_article(Article.objects.get().pk)

    assert set(Finding.objects.values_list("quote", "rule", "place")) == rows


def test_whoever_may_not_propose_is_refused(article):
    with pytest.raises(WorkflowError) as refusal:
        load.find_in(article, by=factories.make_user("nobody"))

    assert refusal.value.code == "not_allowed"
    assert not Quote.objects.exists()


def test_a_piece_is_taken_in_whole_or_not_at_all(monkeypatch):
    editor = factories.make_editor()
    rows = [found(content=[(0, 10)])]

    revision, loaded = load.receive_piece(
        "\ufeff" + FRENCH, by=editor, fields={"language": "fr"}, found=rows
    )
    assert (revision.text, revision.article.release) == (FRENCH, "draft")
    assert loaded.new[0].article == revision.article
    assert loaded.new[0].changed_by == editor

    def fail(*args, **kwargs):
        raise IntegrityError("full")

    monkeypatch.setattr(proposing, "findings_of_new", fail)
    with pytest.raises(IntegrityError):
        load.receive_piece(FRENCH, by=editor, fields={"language": "fr"}, found=rows)
    assert Article.objects.count() == Revision.objects.count() == 1


def test_an_article_without_a_text_has_nothing_to_find_in(contributor):
    with pytest.raises(WorkflowError, match="no text"):
        load.find_in(Article.objects.create(language="fr"), by=contributor)


def test_a_dry_run_writes_nothing(article, contributor):
    factories.make_quote(RISK, article=article, speaker=None)
    before = snapshot()

    loaded = load.find_in(article, by=contributor, dry_run=True)

    assert len(loaded.known) == 1
    assert len(loaded.new) > 1
    assert snapshot() == before


def test_the_program_s_own_account_proposes_and_cannot_log_in(article):
    account = load.engine_account()

    assert load.engine_account() == account
    assert not account.has_usable_password()
    assert not account.is_staff
    assert role_of(account) == "contributor"
    assert load.find_in(article, by=account).new
