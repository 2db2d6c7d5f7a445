"""Readers' reports: taken once, limited, forgotten who sent them, answered by editors."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command

from quotes import workflow
from quotes.models import DeskItem, ReaderReport
from quotes.vocabulary import ReportState
from quotes.workflow.reports import (
    FROM_ALL,
    FROM_ONE,
    LONGEST,
    SHORTEST,
    forget_senders,
    sender_hash,
    stamp_of,
)
from tests.factories import (
    make_editor,
    make_user,
    make_verified_quote,
    make_withdrawn_quote,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 24, 0, 10, tzinfo=UTC)
SAID = "Ce n’est pas Anna Brandt qui l’a dit."


def receive(number=0, *, at=NOON, **columns):
    """Take in a report about an article that nobody has."""
    columns = {
        "about": "article",
        "about_id": "0" * 12,
        "language": "fr",
        "message": SAID,
        "form_digest": f"{number:064d}",
        "address": "192.0.2.7",
        **columns,
    }
    return workflow.receive_report(at=at, **columns)


def refusal_of(act, *args, **options):
    with pytest.raises(workflow.WorkflowError) as refused:
        act(*args, **options)
    return refused.value


# Taking in


def test_a_report_is_kept_as_it_was_sent():
    report = receive(evidence="  L’enregistrement.  ", message=f"\n{SAID}\n")

    report.refresh_from_db()
    assert (report.message, report.evidence) == (SAID, "L’enregistrement.")
    assert (report.state, report.sent_at, report.language) == ("new", NOON, "fr")
    assert len(report.key) == 22


def test_the_same_form_sent_twice_is_one_report():
    first, second = receive(1), receive(1)

    assert first == second
    assert ReaderReport.objects.count() == 1


def test_a_report_about_a_statement_brings_it_onto_the_desk():
    quote = make_verified_quote()
    assert not DeskItem.objects.filter(quote=quote).exists()

    receive(quote=quote.pk, about="quote", about_id=quote.public_id, version=1)

    item = DeskItem.objects.get(quote=quote)
    assert (item.open_reports, item.severity, item.waiting_since) == (1, 2, NOON)


def test_a_report_about_a_withdrawn_statement_is_seen_too():
    quote = make_withdrawn_quote()

    receive(quote=quote.pk, about="quote", about_id=quote.public_id)

    assert DeskItem.objects.get(quote=quote).open_reports == 1


@pytest.mark.parametrize(
    ("message", "evidence"),
    [
        ("x" * (SHORTEST - 1), ""),
        (" " * 20 + "trop court", "x" * (LONGEST + 1)),
        ("é" * (LONGEST + 1), ""),
        (" " * 40, ""),
    ],
)
def test_too_little_or_too_much_is_refused(message, evidence):
    refusal = refusal_of(receive, message=message, evidence=evidence)

    assert refusal.code == "incomplete"
    assert not ReaderReport.objects.exists()


@pytest.mark.parametrize("length", [SHORTEST, LONGEST])
def test_the_shortest_and_the_longest_are_taken(length):
    assert receive(message="é" * length, evidence="é" * LONGEST).pk


# Limits


def test_an_address_sends_five_in_an_hour_and_no_more():
    for number in range(FROM_ONE):
        receive(number, at=NOON + timedelta(minutes=number))

    refusal = refusal_of(receive, 10, at=NOON + timedelta(minutes=20))

    assert refusal.code == "too_many"
    assert refusal.params["seconds"] == 40 * 60  # when the first is an hour old
    assert "40 minutes" in str(refusal)
    assert receive(11, at=NOON + timedelta(minutes=60))
    assert receive(12, address="192.0.2.8", at=NOON + timedelta(minutes=20))


def test_the_limit_lasts_over_midnight_although_the_hash_changes():
    before = MIDNIGHT - timedelta(minutes=30)
    for number in range(FROM_ONE):
        receive(number, at=before)

    assert refusal_of(receive, 10, at=MIDNIGHT).code == "too_many"


def test_a_form_that_was_taken_leads_back_to_its_report_past_the_limit():
    reports = [receive(number) for number in range(FROM_ONE)]

    assert receive(3) == reports[3]


def test_all_together_send_a_hundred_in_an_hour():
    for number in range(FROM_ALL):
        receive(number, address=f"192.0.2.{number}")

    refusal = refusal_of(receive, 500, address="198.51.100.1", at=NOON)

    assert (refusal.code, refusal.params["seconds"]) == ("too_many", 3600)
    assert receive(501, address="198.51.100.1", at=NOON + timedelta(hours=1))


def test_without_an_address_only_the_limit_of_all_holds():
    for number in range(FROM_ONE + 1):
        receive(number, address="")

    assert set(ReaderReport.objects.values_list("sender", flat=True)) == {""}


# Who sent it


def test_the_address_is_kept_as_a_hash_of_the_day_and_key(settings):
    here = sender_hash("192.0.2.7", NOON)

    assert receive().sender == here
    assert len(here) == 64
    assert "192.0.2.7" not in here
    assert here == sender_hash("192.0.2.7", NOON + timedelta(hours=11))
    assert here != sender_hash("192.0.2.7", NOON + timedelta(hours=12))
    assert here != sender_hash("192.0.2.8", NOON)
    settings.SECRET_KEY = "another"
    assert here != sender_hash("192.0.2.7", NOON)


def test_the_day_is_that_of_utc():
    paris = datetime.fromisoformat("2026-11-25T00:30:00+01:00")

    assert sender_hash("192.0.2.7", paris) == sender_hash("192.0.2.7", NOON)


def test_addresses_are_forgotten_after_a_day_by_the_next_report():
    old = receive(1)
    receive(2, at=NOON + timedelta(hours=24))
    old.refresh_from_db()
    assert old.sender

    receive(3, at=NOON + timedelta(hours=24, seconds=1))

    old.refresh_from_db()
    assert old.sender == ""


def test_the_command_forgets_addresses_as_well(capsys):
    now = datetime.now(UTC)
    receive(1, at=now, address="192.0.2.9")
    receive(2, at=now - timedelta(hours=25))

    call_command("forget_senders")

    assert "1 hashes forgotten" in capsys.readouterr().out
    assert ReaderReport.objects.exclude(sender="").count() == 1
    assert forget_senders() == 0


# Answering


def test_a_report_is_taken_up_and_answered():
    quote, by = make_verified_quote(), make_editor()
    report = receive(quote=quote.pk, about="quote", about_id=quote.public_id)

    report = workflow.take_up_report(report, by=by, at=NOON)
    assert (report.state, report.handled_by, report.handled_at) == ("open", by, NOON)
    assert DeskItem.objects.get(quote=quote).open_reports == 1

    report = workflow.answer_report(
        report, by=by, state="corrected", answer=" C’est corrigé. ", note="Vu."
    )
    report.refresh_from_db()
    assert (report.state, report.answer, report.note) == (
        "corrected",
        "C’est corrigé.",
        "Vu.",
    )
    assert not DeskItem.objects.filter(quote=quote).exists()


def test_what_is_no_report_is_put_aside_without_an_answer():
    quote = make_verified_quote()
    report = receive(quote=quote.pk, about="quote", about_id=quote.public_id)

    report = workflow.mark_spam(report, by=make_editor())

    assert (report.state, report.answer) == ("spam", "")
    assert not DeskItem.objects.filter(quote=quote).exists()


def test_a_closed_report_is_taken_up_again_and_back_on_the_desk():
    quote, by = make_verified_quote(), make_editor()
    report = receive(quote=quote.pk, about="quote", about_id=quote.public_id)
    report = workflow.answer_report(report, by=by, state="declined", answer="Non.")

    report = workflow.take_up_report(report, by=by)

    assert (report.state, report.answer) == ("open", "Non.")
    assert DeskItem.objects.get(quote=quote).open_reports == 1


@pytest.mark.parametrize(
    "act",
    [
        workflow.take_up_report,
        workflow.mark_spam,
        lambda report, by: workflow.answer_report(
            report, by=by, state="declined", answer="Non."
        ),
    ],
)
def test_a_contributor_answers_nobody(act):
    report = receive()

    refusal = refusal_of(act, report, by=make_user("contributor", "contributor"))

    assert refusal.code == "not_allowed"
    assert ReaderReport.objects.get().state == "new"


@pytest.mark.parametrize("state", ["new", "open", "spam", "bogus"])
def test_an_answer_says_yes_or_no(state):
    refusal = refusal_of(
        workflow.answer_report, receive(), by=make_editor(), state=state, answer="Oui."
    )

    assert refusal.code == "no_transition"


def test_an_answer_has_words():
    refusal = refusal_of(
        workflow.answer_report,
        receive(),
        by=make_editor(),
        state=ReportState.DECLINED,
        answer=" \n",
    )

    assert refusal.code == "incomplete"
    assert ReaderReport.objects.get().state == "new"


def test_the_second_of_two_who_answer_is_told():
    report = receive()
    seen_by_second = ReaderReport.objects.get()
    stamp = stamp_of(seen_by_second)
    workflow.take_up_report(report, by=make_editor("camille"))

    refusal = refusal_of(workflow.mark_spam, seen_by_second, by=make_editor())
    assert refusal.code == "changed_meanwhile"
    assert "camille" in str(refusal)

    fresh = ReaderReport.objects.get()
    refusal = refusal_of(workflow.mark_spam, fresh, by=make_editor(), seen=stamp)
    assert refusal.code == "changed_meanwhile"
