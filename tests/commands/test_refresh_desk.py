"""`manage.py refresh_desk`: the rows of the desk made anew from the others."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from quotes import workflow
from quotes.integrity import problems
from quotes.models import DeskItem, Finding
from tests.factories import (
    make_correction,
    make_editor,
    make_quote,
    make_quote_in,
    make_verified_quote,
)

pytestmark = pytest.mark.django_db

MONDAY = datetime(2024, 11, 11, 8, 0, tzinfo=UTC)


@pytest.fixture
def run(capsys):
    def run():
        call_command("refresh_desk")
        return capsys.readouterr().out.strip()

    return run


def test_what_needs_somebody_comes_onto_the_desk(run):
    waiting = make_quote(at=MONDAY)
    with_draft = make_correction().quote
    grave = make_verified_quote()
    Finding.objects.create(quote=grave, rule="M001", severity="high")
    make_verified_quote()
    DeskItem.objects.all().delete()

    assert run() == "3 statements on the desk, 0 taken off"

    assert set(DeskItem.objects.values_list("quote", flat=True)) == {
        waiting.pk,
        with_draft.pk,
        grave.pk,
    }
    item = DeskItem.objects.get(quote=waiting)
    assert item.waiting_since == MONDAY
    assert set(item.changers.all()) == {make_editor()}
    assert [str(problem) for problem in problems()] == []


@pytest.mark.parametrize("status", ["verified", "rejected", "withdrawn"])
def test_what_needs_nobody_goes(run, status):
    quote = make_quote_in(status)
    DeskItem.objects.create(quote=quote, article=quote.article)

    assert run() == "0 statements on the desk, 1 taken off"

    assert not DeskItem.objects.exists()


def test_wrong_columns_are_mended_and_claims_kept(run):
    quote = make_quote(at=MONDAY)
    workflow.claim(quote, by=make_editor())
    DeskItem.objects.filter(quote=quote).update(severity=3, open_reports=7)
    until = timezone.now() + timedelta(minutes=10)

    run()

    item = DeskItem.objects.get(quote=quote)
    assert (item.severity, item.open_reports) == (0, 0)
    assert (item.claimant(until), item.waiting_since) == (make_editor(), MONDAY)


def test_the_second_run_changes_nothing(run):
    make_quote()
    run()
    rows = list(DeskItem.objects.values_list())

    assert run() == "1 statements on the desk, 0 taken off"
    assert list(DeskItem.objects.values_list()) == rows


def test_an_empty_database_has_an_empty_desk(run):
    assert run() == "0 statements on the desk, 0 taken off"
