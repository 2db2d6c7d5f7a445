"""The first page of the panel: what waits, what was done, and by whom."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from quotes import workflow
from quotes.admin.desk import counts
from quotes.admin.desk.dashboard import overview
from quotes.models import ReaderReport
from tests.admin.desk.rows import make_item
from tests.factories import (
    make_correction,
    make_editor,
    make_quote,
    make_signed_correction,
    make_standards_editor,
    make_unresolved_quote,
    make_user,
    make_verified_quote,
    make_verifier,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def now():
    return overview(make_verifier(), timezone.now())


def make_report(key):
    return ReaderReport.objects.create(
        about="article",
        about_id="0123456789ab",
        language="fr",
        message="Ce n’est pas lui.",
        form_digest=key * 64,
    )


def decided(at, *, by=None):
    """Verify a statement at a moment."""
    quote = make_quote(at=at)
    return workflow.verify(quote, by=by or make_verifier(), at=at)


def test_what_waits_is_counted_by_status_with_its_queue():
    make_item(), make_item(), make_item(status="proposed")
    found = now()

    assert found["waiting"] == "3"
    assert found["by_status"] == [
        ("proposed", "1", reverse("admin:desk") + "?status=proposed"),
        ("unverified", "2", reverse("admin:desk") + "?status=unverified"),
    ]


def test_what_waits_longest_leads_to_it():
    make_item()
    old = make_item(since=timezone.now() - timedelta(days=40))
    found = now()["oldest"]

    assert found["url"] == reverse("admin:desk_item", args=[old.quote.public_id])
    assert found["since"] == old.waiting_since
    assert found["words"] == old.quote.words


def test_reports_and_corrections_that_somebody_owes():
    make_report("a"), make_report("b")
    closed = make_report("c")
    closed.state, closed.handled_by = "spam", make_editor()
    closed.save()
    make_correction()
    make_signed_correction()

    assert [count for _label, count, _url in now()["to_do"]] == ["2", "1", "1"]


def test_where_the_counts_lead_shows_as_many(log_in):
    make_correction()
    make_signed_correction()
    client = log_in(make_standards_editor())
    for _label, count, url in now()["to_do"][1:]:
        page = client.get(url)
        assert page.status_code == 200
        assert page.context["cl"].result_count == int(count)


def test_what_was_decided_by_decision_and_by_member():
    make_verified_quote()
    make_verified_quote(verified_by=make_verifier("nora"))
    make_unresolved_quote()
    found = now()
    members = {
        name: {str(label): count for label, count in sums}
        for name, sums in found["by_member"]
    }

    assert {str(label): count for label, count in found["by_decision"]} == {
        "verified": 2,
        "disputed": 0,
        "settled as unresolved": 1,
        "rejected: not a quote": 0,
        "withdrawn": 0,
        "correction published": 0,
    }
    assert members["nora"]["verified"] == 1
    assert members["verifier"]["verified"] == 1
    assert members["verifier"]["settled as unresolved"] == 1
    assert members["editor"]["changed"] == 3
    assert members["editor"]["verified"] == 0


def test_seven_days_with_today_each_with_its_bar():
    decided(NOON)
    decided(NOON - timedelta(days=6))
    decided(NOON - timedelta(days=6, hours=2))
    decided(NOON - timedelta(days=7))
    days = overview(make_verifier(), NOON)["by_day"]

    assert [(day.day, count, width) for day, count, width, _changed in days] == [
        (18, 2, 100),
        *((day, 0, 0) for day in range(19, 24)),
        (24, 1, 50),
    ]


@override_settings(TIME_ZONE="Europe/Paris")
def test_a_day_is_one_of_the_newsroom_s_zone():
    decided(datetime(2026, 11, 23, 23, 30, tzinfo=UTC))
    with timezone.override("Europe/Paris"):
        days = overview(make_verifier(), NOON)["by_day"]

    assert [(day.day, count) for day, count, *_rest in days if count] == [(24, 1)]


def test_the_desk_at_rest_says_so(log_in):
    page = log_in(make_verifier()).get(reverse("admin:index")).content.decode()

    assert "Nothing is waiting for anybody." in page
    assert re.search(r'<table[^>]*aria-labelledby="desk-members"', page) is None


def test_counts_are_capped_here_too(monkeypatch):
    monkeypatch.setattr(counts, "MOST", 2)
    for _number in range(3):
        make_item()

    assert now()["waiting"] == "2+"


@pytest.mark.parametrize("count", [1, 9])
def test_three_queries_however_much_there_is(count, django_assert_num_queries):
    for number in range(count):
        make_verified_quote(verified_by=make_verifier(f"verifier {number}"))
        make_item()
    me = make_verifier()
    with django_assert_num_queries(3):
        overview(me, timezone.now())


def test_the_list_of_records_stays_below(log_in):
    make_verified_quote()
    make_item()
    page = log_in(make_verifier()).get(reverse("admin:index")).content.decode()

    assert page.index('class="desk-overview"') < page.index('id="content-main"')
    assert reverse("admin:quotes_quote_changelist") in page
    assert "style=" not in page.split('class="desk-overview"')[1].split("</section>")[0]


def test_nothing_of_it_for_whom_quotes_are_not_shown(log_in):
    make_item()
    page = log_in(make_user("stagiaire")).get(reverse("admin:index"))

    assert page.status_code == 200
    assert "overview" not in page.context
    assert b"desk-overview" not in page.content
    assert reverse("admin:desk").encode() not in page.content
