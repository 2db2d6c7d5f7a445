"""The fixtures hold the founding piece whole, and load into an empty database."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.serializers.base import DeserializationError
from django.db import IntegrityError, transaction

from fixtures import desk_piece
from fixtures.build_demo import STATEMENTS, TEXT, Demo, dump, fixed_id
from quotes.integrity import problems
from quotes.models import (
    Article,
    Attribution,
    Correction,
    DeskItem,
    Finding,
    Publication,
    Quote,
    QuoteLink,
    Review,
)
from quotes.models.constraints import name_of
from quotes.vocabulary import PUBLIC

FIXTURES = Path(__file__).parent.parent / "fixtures"

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["demo", "demo_before"])
def loaded(request):
    call_command("loaddata", request.param, verbosity=0)
    return request.param


@pytest.fixture
def demo():
    call_command("loaddata", "demo", verbosity=0)


def test_a_fixture_loads_and_every_row_is_proven(loaded):
    assert Quote.objects.count() == 16
    assert [str(problem) for problem in problems()] == []


def test_the_text_is_the_received_file_byte_for_byte(loaded):
    text = Article.objects.get().current_revision.text

    assert text.encode("utf-8") == TEXT.read_bytes()


def test_every_statement_has_the_spans_speakers_and_kind_of_the_reference(demo):
    for statement in json.loads(STATEMENTS.read_text("utf-8"))["statements"]:
        quote = Quote.objects.get(external_id=statement["id"])
        assert quote.kind == statement["kind"]
        assert quote.polarity == statement["polarity"]
        assert quote.is_heading == statement["heading"]
        assert quote.words == statement["content"]["text"]
        for role, places in (
            ("content", [statement["content"]]),
            ("quoted", statement["quoted"]),
            ("cue", [statement["cue"]] if statement["cue"] else []),
        ):
            spans = quote.spans.filter(role=role).order_by("number")
            assert [(s.start, s.end, s.exact) for s in spans] == [
                (p["start"], p["end"], p["text"]) for p in places
            ]
        preferred = quote.attributions.filter(rank="preferred").order_by("position")
        assert [row.speaker.name for row in preferred if row.speaker] == statement[
            "speakers"
        ]
        assert [row.mention.exact for row in preferred] == [
            place["text"] for place in statement["mention"]
        ]
        candidates = quote.attributions.filter(rank="normal")
        assert {row.speaker.name for row in candidates} == set(statement["candidates"])


def test_cancian_is_corrected_by_two_people(demo):
    quote = Quote.objects.get(external_id="cancian-afp")
    wrong, right = quote.attributions.order_by("number")
    correction = Correction.objects.get()

    assert (wrong.rank, wrong.mention.exact) == ("deprecated", "le ministre")
    assert wrong.reason
    assert (right.rank, right.speaker.name) == ("preferred", "Mark Cancian")
    assert correction.is_published
    assert correction.language == "fr"
    assert "notre fiche, non dans la dépêche" in correction.notice
    assert correction.drafted_by != correction.signed_by
    assert {review.by.username for review in quote.reviews.all()} == {
        "camille",
        "dominique",
    }
    assert [row.status for row in quote.publications.order_by("number")] == [
        "unresolved",
        "verified",
        "verified",
    ]


def test_before_the_correction_the_quote_is_unresolved_after_two_reviews():
    call_command("loaddata", "demo_before", verbosity=0)
    quote = Quote.objects.get(external_id="cancian-afp")

    assert quote.status == "unresolved"
    assert quote.attributions.get().mention.exact == "le ministre"
    assert [row.decision for row in quote.reviews.order_by("number")] == [
        "enter",
        "settle",
    ]
    assert not Correction.objects.exists()


def test_enough_is_public_and_enough_waits_for_the_desk(loaded):
    public = Quote.objects.filter(status__in=PUBLIC)

    assert public.count() >= 8
    assert Quote.objects.exclude(status__in=PUBLIC).count() >= 5
    assert Publication.objects.listed().count() == public.count()
    assert Quote.objects.get(external_id="minister-mobilise").status == "unresolved"
    assert QuoteLink.objects.count() == 3


def test_the_chain_of_cancians_quote_can_be_walked(demo):
    quote = Quote.objects.get(external_id="cancian-afp")

    assert [step.kind for step in quote.source.chain()] == ["wire", "statement"]


def test_nobody_in_the_fixture_has_a_password(loaded, django_user_model):
    users = django_user_model.objects.all()

    assert {user.username for user in users} == {"camille", "dominique"}
    assert not any(user.has_usable_password() for user in users)


def test_the_fixtures_are_what_the_workflow_makes():
    demo = Demo()
    demo.build()
    assert dump() == (FIXTURES / "demo_before.json").read_text("utf-8")

    demo.correct()

    assert dump() == (FIXTURES / "demo.json").read_text("utf-8")

    piece = desk_piece.build(demo.camille, demo.dominique, fixed_id)
    assert dump(only=piece) == (FIXTURES / "demo_desk.json").read_text("utf-8")


def test_the_desk_s_piece_waits_there_and_readers_see_none_of_it(loaded):
    public = Publication.objects.count()
    call_command("loaddata", "demo_desk", verbosity=0)

    piece = Article.objects.exclude(pk__in=Article.objects.public())
    assert DeskItem.objects.filter(article__in=piece).count() == 11
    assert Publication.objects.count() == public
    assert [str(problem) for problem in problems()] == []


def test_the_checks_find_the_two_traps_of_the_desk_s_piece(loaded):
    call_command("loaddata", "demo_desk", verbosity=0)

    found = Finding.objects.filter(quote__article__release="draft")
    assert set(found.values_list("quote__external_id", "rule")) >= {
        ("vingt-minutes", "M001"),
        ("enquete", "A001"),
    }


def bad(change, tmp_path):
    """Write the demo with its rows changed and return the file."""
    rows = json.loads((FIXTURES / "demo.json").read_text("utf-8"))
    change(rows)
    path = tmp_path / "bad.json"
    path.write_text(json.dumps(rows), "utf-8")
    return str(path)


def first(rows, model, **fields):
    return next(
        row
        for row in rows
        if row["model"] == f"quotes.{model}"
        and all(row["fields"][key] == value for key, value in fields.items())
    )


def bogus_choice(rows):
    first(rows, "quote")["fields"]["kind"] = "bogus"


def backward_span(rows):
    first(rows, "span")["fields"]["end"] = 1


def duplicate_review(rows):
    rows.append(first(rows, "review"))
    rows[-1] = json.loads(json.dumps(rows[-1]))
    rows[-1]["fields"]["number"] = 1
    rows[-1]["fields"]["previous_digest"] = "x"


def duplicate_external_id(rows):
    row = json.loads(json.dumps(first(rows, "quote")))
    row["fields"]["public_id"] = "0" * 12
    rows.append(row)


def duplicate_public_id(rows):
    row = json.loads(json.dumps(first(rows, "quote")))
    row["fields"]["external_id"] = "another"
    rows.append({**row, "pk": 4711})


REFUSED = [
    (duplicate_external_id, IntegrityError, "quote_external_id_unique_in_article"),
    (duplicate_public_id, IntegrityError, "public_id"),
    (bogus_choice, IntegrityError, "quote_kind_known"),
    (backward_span, IntegrityError, "span_end_after_start"),
    (duplicate_review, IntegrityError, "review_first_has_no_predecessor"),
]


@pytest.mark.parametrize(("change", "error", "name"), REFUSED)
def test_a_row_that_breaks_a_rule_is_refused_by_its_name(change, error, name, tmp_path):
    with pytest.raises(error) as refusal, transaction.atomic():
        call_command("loaddata", bad(change, tmp_path), verbosity=0)

    assert name in (name_of(refusal.value) or str(refusal.value))
    assert not Article.objects.exists()


def test_a_speaker_that_does_not_exist_is_refused(tmp_path):
    def change(rows):
        row = first(rows, "attribution", number=1)
        row["fields"]["speaker"] = ["000000000000"]

    with pytest.raises(DeserializationError), transaction.atomic():
        call_command("loaddata", bad(change, tmp_path), verbosity=0)

    assert not Article.objects.exists()


def shifted_span(rows):
    fields = first(rows, "span", role="content")["fields"]
    fields["start"], fields["end"] = fields["start"] + 5, fields["end"] + 5


def span_outside(rows):
    fields = first(rows, "span", role="content")["fields"]
    length = fields["end"] - fields["start"]
    fields["start"], fields["end"] = 90000, 90000 + length


def one_id_twice(rows):
    row = json.loads(json.dumps(first(rows, "quote")))
    row["fields"] |= {"words": "D’autres mots", "external_id": "another"}
    rows.append(row)


def test_a_row_that_another_one_of_its_id_replaced_is_named(tmp_path):
    call_command("loaddata", bad(one_id_twice, tmp_path), verbosity=0)

    assert {problem.field for problem in problems()} >= {"words", "external_id"}


def other_words(rows):
    fields = first(rows, "span", role="content")["fields"]
    fields["exact"] = "#" + fields["exact"][1:]


@pytest.mark.parametrize("change", [shifted_span, span_outside, other_words])
def test_a_span_that_is_not_in_the_text_is_named(change, tmp_path):
    call_command("loaddata", bad(change, tmp_path), verbosity=0)

    found = [problem for problem in problems() if problem.field == "spans"]

    assert found
    assert found[0].what == "quote"
    assert Quote.objects.filter(public_id=found[0].which).exists()


def test_loading_twice_leaves_one_copy(loaded):
    call_command("loaddata", loaded, verbosity=0)

    assert Quote.objects.count() == 16
    assert Attribution.objects.filter(quote__external_id="kallas-hearing").count() == 1
    assert Review.objects.filter(number=1).count() == 16
