"""The queue of an address: which statements, in which order, what is next."""

from datetime import timedelta

import pytest

from quotes.admin.desk import filters
from quotes.models import DeskItem
from tests.admin.desk.rows import (
    NOW,
    THEN,
    make_finding,
    make_item,
    make_piece,
    names,
    queue_of,
)
from tests.factories import (
    make_editor,
    make_quote,
    make_speaker,
    make_user,
    make_verifier,
)

pytestmark = pytest.mark.django_db


def shown(user, query):
    """The public ids that a queue holds; no value of it may be a fault."""
    queue = queue_of(user, query)
    assert queue.faults == []
    return names(queue.items())


def test_the_order_is_severity_then_newest_article_then_age():
    old, new = make_piece("Dépêche d’hier"), make_piece("Dépêche du jour")
    low_new = make_item(new, severity=1)
    high_old = make_item(old, severity=3)
    low_old = make_item(old, severity=1)
    aged = make_item(new, severity=1, since=THEN - timedelta(hours=1))
    nothing = make_item(new, severity=0)

    assert shown(make_verifier(), "") == names(
        [high_old, aged, low_new, low_old, nothing]
    )


def test_whose_statements():
    me, other, gone = make_verifier(), make_editor(), make_user("parti")
    later, over = NOW + timedelta(minutes=5), NOW - timedelta(minutes=5)
    mine = make_item(claimed_by=me, claimed_until=later)
    theirs = make_item(claimed_by=other, claimed_until=later)
    blocked = make_item(changers=[me, other])
    ended = make_item(claimed_by=other, claimed_until=over)
    untouched = make_item(changers=[other])
    left = make_item(claimed_by=gone, claimed_until=later)
    gone.delete()

    assert shown(me, "whose=mine") == names([mine])
    assert shown(me, "whose=others") == names([theirs])
    assert shown(me, "whose=blocked") == names([blocked])
    assert set(shown(me, "whose=free")) == set(names([mine, ended, untouched, left]))


def test_a_claim_of_mine_that_ended_is_nobodys():
    me = make_verifier()
    make_item(claimed_by=me, claimed_until=NOW)

    assert shown(me, "whose=mine") == []
    assert len(shown(me, "whose=free")) == 1


def test_by_status_severity_and_need():
    me = make_verifier()
    proposed = make_item(status="proposed", severity=0)
    asked = make_item(severity=2, open_reports=1)
    drafted = make_item(severity=3, open_corrections=2)

    assert shown(me, "status=proposed") == names([proposed])
    assert shown(me, "severity=high") == names([drafted])
    assert shown(me, "severity=none") == names([proposed])
    assert shown(me, "needs=reports") == names([asked])
    assert shown(me, "needs=corrections&severity=high") == names([drafted])
    assert shown(me, "needs=corrections&severity=low") == []


def test_by_a_finding_that_nobody_dismissed():
    me = make_verifier()
    found, dismissed = make_item(), make_item()
    make_finding(found, "Q01")
    make_finding(found, "Q01", place="12")
    make_finding(
        dismissed, "Q01", dismissed_by=me, dismissed_at=NOW, dismissal="Cité ainsi."
    )

    assert shown(me, "finding=Q01") == names([found])
    assert shown(me, "finding=Q99") == []


def test_by_article_and_speaker():
    me = make_verifier()
    quote = make_quote()
    make_item()
    speaker = quote.attributions.get().speaker
    queue = queue_of(me, f"speaker={speaker.public_id}")

    assert names(queue.items()) == [quote.public_id]
    assert queue.speaker == speaker
    assert shown(me, f"article={quote.article.public_id}") == [quote.public_id]


def test_a_speaker_is_read_through_merges_and_only_as_the_preferred_one():
    me = make_verifier()
    kept = make_speaker("Le Kremlin")
    merged = make_speaker("Moscou", merged_into=kept)
    deep = make_speaker("La présidence russe", merged_into=merged)
    direct, through, far = (
        make_quote(speaker=each, article=None) for each in (kept, merged, deep)
    )
    candidate = make_quote()
    candidate.attributions.create(
        number=2, speaker=kept, rank="normal", basis="proposed"
    )

    assert set(shown(me, f"speaker={kept.public_id}")) == {
        quote.public_id for quote in (direct, through, far)
    }


@pytest.mark.parametrize(
    "query",
    [
        "whose=everybody",
        "status=true",
        "severity=4",
        "needs=money",
        "finding=un+deux",
        "article=abc",
        "article=0123456789ab",
        "article=%00",
        "speaker=0123456789ab",
        "speaker=%00%00",
        "colour=red",
        "q=expédier",
    ],
)
def test_what_means_nothing_is_named_and_left_out(query):
    item = make_item()
    queue = queue_of(make_verifier(), query)

    assert len(queue.faults) == 1
    assert query.partition("=")[0] in queue.faults[0]
    assert queue.query == ""
    assert names(queue.items()) == names([item])


def test_the_query_carries_filters_alone_in_one_order():
    queue = queue_of(
        make_verifier(), "whose=free&after=1.2.3.4&status=proposed&x=1&needs="
    )

    assert queue.query == "status=proposed&whose=free"
    assert queue_of(make_verifier(), queue.query).query == queue.query
    assert queue.with_filter("whose", "mine") == "status=proposed&whose=mine"
    assert queue.with_filter("status", None) == "whose=free"
    assert queue_of(make_verifier(), "after=1.2.3.4").query == ""


@pytest.fixture
def ties(monkeypatch):
    """Seven rows on pages of two: three tie in all but the quote's own key."""
    monkeypatch.setattr(filters, "PAGE", 2)
    piece, other = make_piece(), make_piece()
    for _number in range(3):
        make_item(piece)
    make_item(piece, since=THEN + timedelta(microseconds=1))
    make_item(other)
    make_item(other, severity=3)
    make_item(other, severity=0)
    return make_verifier()


def test_pages_go_on_behind_the_last_row_also_over_ties(ties):
    queue, seen, after = queue_of(ties), [], None
    for _number in range(4):
        page = queue.page(after)
        seen += names(page.items)
        after = page.after

    assert after == ""
    assert seen == names(queue.items())
    assert len(seen) == 7


def test_a_page_is_found_when_the_row_of_its_cursor_is_gone(ties):
    queue = queue_of(ties)
    everything = names(queue.items())
    page = queue.page()
    DeskItem.objects.filter(pk=page.items[-1].pk).delete()

    assert names(queue.page(page.after).items) == everything[2:4]


@pytest.mark.parametrize(
    "cursor", ["x", "1.2.3", "9.1.1.1", "1.1.1.-1", f"1.{2**63}.1.1", "1.1." + "9" * 19]
)
def test_a_broken_cursor_is_said_and_gives_the_first_page(ties, cursor):
    queue = queue_of(ties)

    assert names(queue.page(cursor).items) == names(queue.page().items)
    assert len(queue.faults) == 1


def test_a_page_is_one_query(ties, django_assert_num_queries):
    queue = queue_of(ties, "whose=free")
    with django_assert_num_queries(1) as log:
        queue.page("1.1.1.1")

    assert "COUNT" not in log[0]["sql"].upper().replace("OPEN_CO", "")
    assert "OFFSET" not in log[0]["sql"].upper()


def test_neighbours_of_every_row_in_one_query(ties, django_assert_num_queries):
    queue = queue_of(ties)
    rows = list(queue.items())
    ids = [None, *names(rows), None]
    for place, row in enumerate(rows):
        with django_assert_num_queries(1):
            found = queue.neighbours(row)
        assert found == (ids[place], ids[place + 2])


def test_neighbours_stay_in_the_queue_of_the_address(ties):
    queue = queue_of(ties, "severity=low")
    rows = list(queue.items())
    outside = DeskItem.objects.get(severity=3)

    assert queue.neighbours(rows[0]) == (None, names(rows)[1])
    assert queue.neighbours(outside) == (None, names(rows)[0])


def test_neighbours_of_a_statement_that_left_the_desk(ties):
    queue = queue_of(ties)
    rows = list(queue.items())
    ids, key = names(rows), filters.key_of(rows[3])
    rows[3].delete()

    assert queue.neighbours(key) == (ids[2], ids[4])


def test_a_cursor_keeps_its_key_to_the_microsecond():
    item = make_item(since=THEN + timedelta(microseconds=123457))
    key = filters.key_of(item)

    assert filters.key_of_cursor(filters.cursor_of(item)) == key
    assert filters.key_of_cursor(filters.cursor_of(key)) == key
