"""The ledger: one spelling of every state, and chains that show every edit."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.core import serializers
from django.core.management import call_command

from quotes import ledger, models, workflow
from quotes.canonical import canonical
from quotes.models import Quote, Review, Searched
from tests.factories import (
    MENTION,
    make_editor,
    make_link,
    make_office,
    make_published_correction,
    make_quote,
    make_revision,
    make_source,
    make_speaker,
    make_user,
    make_verified_quote,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None),
        (datetime(2024, 11, 13, 8, 0, 1, 999999, tzinfo=UTC), "2024-11-13T08:00:01Z"),
        (
            datetime(2024, 11, 13, 8, 0, tzinfo=timezone(timedelta(hours=2))),
            "2024-11-13T06:00:00Z",
        ),
    ],
)
def test_a_moment_is_written_in_whole_seconds_in_utc(value, text):
    assert ledger.moment(value) == text


# The chain


@pytest.fixture
def quote(db):
    """A quote with three reviews and no publication that would protect them."""
    quote = make_quote()
    for kind in ("mixed", "direct"):
        quote = workflow.change_quote(
            quote, by=make_editor(), fields={"kind": kind}, reason="Relu."
        )
    return quote


def broken(quote):
    """Return what first_break() says of the stored rows."""
    quote = Quote.objects.get(pk=quote.pk)
    return ledger.first_break(quote, list(quote.reviews.order_by("number")))


def review(quote, number):
    return Review.objects.filter(quote=quote, number=number)


def test_a_chain_of_the_workflow_holds(quote):
    assert broken(quote) is None


EDITS = {
    "decision": "reject",
    "by": lambda row: make_user("mallory"),
    "role": "standards editor",
    "at": lambda row: row.at + timedelta(seconds=1),
    "reason": "Autre chose.",
    "evidence": "Une lettre.",
    "evidence_is_internal": True,
    "state": lambda row: {**row.state, "kind": "indirect"},
    "previous_digest": "b" * 64,
    "digest": "b" * 64,
}


def test_every_column_of_a_review_has_an_edit():
    columns = {field.name for field in Review._meta.concrete_fields}

    assert columns - EDITS.keys() == {"id", "quote", "number"}


@pytest.mark.parametrize(
    ("column", "number"),
    [
        (column, number)
        for column in EDITS
        for number in (1, 2, 3)
        # a constraint refuses this one: the first review has no digest before it
        if (column, number) != ("previous_digest", 1)
    ],
)
def test_an_edit_of_any_column_breaks_the_chain_there(quote, column, number):
    row = review(quote, number).get()
    value = EDITS[column](row) if callable(EDITS[column]) else EDITS[column]

    review(quote, number).update(**{column: value})

    assert broken(quote)[0] == number


def test_an_edit_with_a_true_digest_breaks_the_next_link(quote):
    row = review(quote, 2).get()
    row.reason = "Autre chose."
    review(quote, 2).update(reason=row.reason, digest=ledger.review_digest(row))

    assert broken(quote) == (3, "does not follow from the review before it")


def test_a_rewritten_head_is_not_the_one_the_quote_remembers(quote):
    row = review(quote, 3).get()
    row.reason = "Autre chose."
    review(quote, 3).update(reason=row.reason, digest=ledger.review_digest(row))

    assert broken(quote) == (3, "is not the head that the quote remembers")


def test_microseconds_break_the_chain(quote):
    row = review(quote, 2).get()

    review(quote, 2).update(at=row.at + timedelta(microseconds=1))

    assert broken(quote) == (2, "is not timed in whole seconds")


@pytest.mark.parametrize(
    ("deleted", "number", "why"),
    [
        ([3], 3, "is missing: the quote counts 3 reviews, 2 are there"),
        ([2, 3], 2, "is missing: the quote counts 3 reviews, 1 are there"),
        ([1, 2, 3], 1, "is missing: the quote counts 3 reviews, 0 are there"),
        ([2], 2, "is missing"),
        ([1], 1, "is missing"),
    ],
)
def test_a_deleted_review_is_found(quote, deleted, number, why):
    Review.objects.filter(quote=quote, number__in=deleted).delete()

    assert broken(quote) == (number, why)


def test_a_review_moved_to_another_quote_is_found_in_both(quote):
    other = make_quote()
    review(quote, 3).update(quote=other, number=2)

    assert broken(quote)[0] == 3
    assert broken(other)[0] == 2


def test_a_cut_tail_that_the_count_hides_is_found_by_the_head(quote):
    review(quote, 3).delete()
    Quote.objects.filter(pk=quote.pk).update(review_count=2)

    assert broken(quote) == (2, "is not the head that the quote remembers")


# The state


def as_loaded(quote):
    return ledger.quote_state(Quote.objects.with_state().get(pk=quote.pk))


@pytest.mark.django_db
def test_a_state_names_rows_by_public_ids_and_people_by_usernames():
    quote = make_verified_quote(source=make_source())
    correction = make_published_correction(quote)

    state = as_loaded(quote)

    speaker = quote.attributions.get().speaker
    assert state["id"] == quote.public_id
    assert state["article"] == quote.article.public_id
    assert state["source"] == quote.source.public_id
    assert state["attributions"][0]["speaker"] == speaker.public_id
    assert state["corrections"][0]["id"] == correction.public_id
    assert '"pk"' not in canonical(state)


@pytest.mark.django_db
def test_every_column_of_a_quote_is_in_its_state_or_kept_out_for_a_reason():
    """What is not in the state, nobody verified."""
    kept_out = {
        # who and when are in the reviews
        *("changed_by", "changed_at", "decided_by", "version"),
        # the chain itself
        *("review_count", "head_digest"),
    }
    inside = {"public_id": "id"} | dict.fromkeys(
        ("said_on_precision", "said_on_printed", "said_on_known"), "said_on"
    )
    state = as_loaded(make_quote())

    for field in Quote._meta.concrete_fields:
        if field.primary_key:
            continue
        is_there = inside.get(field.name, field.name) in state
        assert is_there != (field.name in kept_out), field.name


@pytest.mark.django_db
def test_a_state_does_not_depend_on_preloading():
    quote = make_verified_quote()

    assert ledger.quote_state(Quote.objects.get(pk=quote.pk)) == as_loaded(quote)


@pytest.mark.django_db
def test_the_spans_in_force_are_those_of_the_newest_revision_with_any():
    quote = make_quote()
    newer = make_revision(quote.article)
    make_revision(quote.article)
    old = quote.spans.get(role="content")
    quote.spans.create(
        revision=newer, role="content", start=old.start, end=old.end, exact=old.exact
    )

    assert [span.revision for span in ledger.spans_in_force(quote)] == [newer]
    assert quote.spans.count() == 5


@pytest.mark.django_db
def test_states_and_chains_are_the_same_after_dump_and_load(tmp_path):
    quote = make_verified_quote(
        source=make_source(relays=make_source("dépêche")), said_on="2024-11-12"
    )
    make_office(quote.attributions.get().speaker, held_from="2024-01-01")
    old = quote.attributions.get()
    quote = workflow.reattribute(
        quote,
        by=make_editor(),
        claims=[workflow.Claim(make_speaker("Mark Rutte"), place=place_of(quote))],
        reason="La dépêche le nomme.",
    )
    quote = workflow.verify(quote, by=make_user("third", "verifier"))
    make_published_correction(quote, wrong_attribution=old)
    make_link(make_quote(), quote)
    Searched.objects.create(
        revision=quote.article.current_revision, engine="e", engine_version="1"
    )
    before = {each.public_id: as_loaded(each) for each in Quote.objects.all()}
    fixture = tmp_path / "all.json"
    fixture.write_text(dump())

    wipe()
    assert not Quote.objects.exists()
    call_command("loaddata", fixture, verbosity=0)

    after = {each.public_id: as_loaded(each) for each in Quote.objects.all()}
    assert after == before
    for each in Quote.objects.all():
        assert broken(each) is None
        assert as_loaded(each) == each.reviews.last().state
    assert dump() == fixture.read_text()


#: Every model of the app, in the order in which rows depend on each other.
IN_ORDER = [
    models.Article,
    models.Revision,
    models.Searched,
    models.Speaker,
    models.SpeakerName,
    models.Office,
    models.Source,
    models.Quote,
    models.QuoteTerms,
    models.Span,
    models.Attribution,
    models.Proposal,
    models.QuoteLink,
    models.Correction,
    models.Review,
    models.Publication,
    models.PublicationSpeaker,
    models.PublicationSource,
    models.PublicName,
    models.CorrectionTask,
    models.Finding,
    models.DeskItem,
]


def place_of(quote):
    text = quote.article.current_revision.text
    return text.index(MENTION), text.index(MENTION) + len("Anna")


def dump():
    return serializers.serialize(
        "json",
        [row for model in IN_ORDER for row in model.objects.order_by("pk")],
        use_natural_foreign_keys=True,
        use_natural_primary_keys=True,
    )


def wipe():
    models.Source.objects.update(relays=None)
    models.DeskItem.objects.all().delete()
    for model in reversed(IN_ORDER):
        rows = model.objects.all()
        rows._raw_delete(rows.db)
