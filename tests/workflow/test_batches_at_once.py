"""Two batches over two articles at the same moment: neither waits for the other for ever.

Each changes the lower quote of one article and the higher one of the other, and each
change gives the other statement of its article a finding.
"""

import threading
import time
from contextlib import suppress

import pytest
from django.db import connection, transaction

from quotes import workflow
from quotes.integrity import problems
from quotes.models import Batch, Quote
from quotes.workflow import batches
from tests.factories import (
    make_article,
    make_editor,
    make_quote,
    make_speaker,
    make_verifier,
)
from tests.workflow.test_many_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "« Oui », dit Anna Ott. « Non », dit Boris Roth."


def two_batches():
    """Return {username: [quotes]}; by key, the quotes are of a, b, b and a."""
    ott = make_speaker("Anna Ott")
    a, b = make_article(TEXT), make_article(TEXT)
    low_a, low_b, high_b, high_a = (
        make_quote(words, article=article, speaker=ott)
        for words, article in (("Oui", a), ("Oui", b), ("Non", b), ("Non", a))
    )
    return {"one": [high_b, low_a], "two": [high_a, low_b]}


def meeting(monkeypatch, name):
    """Let each batch go on from its first quote only when the other one is there too."""
    act, first = getattr(batches, name), threading.local()
    # SQLite has one writer: the other batch begins when this one is done.
    both = threading.Barrier(2 if connection.vendor == "postgresql" else 1)

    def act_and_meet(*given):
        done = act(*given)
        if not getattr(first, "is_done", False):
            first.is_done = True
            with suppress(threading.BrokenBarrierError):
                both.wait(timeout=10)
        return done

    monkeypatch.setattr(batches, name, act_and_meet)


def rules():
    return [
        set(quote.findings.values_list("rule", flat=True))
        for quote in Quote.objects.order_by("pk")
    ]


def test_two_batches_that_cross_are_both_done(monkeypatch):
    chosen = two_batches()
    names = {name: make_speaker(f"Speaker {name}") for name in chosen}
    meeting(monkeypatch, "_reattribute")

    got = at_once(
        [make_editor(name) for name in chosen],
        lambda user: workflow.reattribute_batch(
            chosen[user.username],
            by=user,
            speaker=names[user.username],
            reason="L’agence a corrigé.",
        ),
    )

    assert set(got) == set(chosen)
    for batch in Batch.objects.all():
        assert [item.refusal for item in batch.items.all()] == ["", ""]
    # Each statement has the other batch's speaker beside it, and a check says so.
    assert all("S001" in found for found in rules())
    assert [str(problem) for problem in problems()] == []


def test_two_batches_that_cross_are_both_undone(monkeypatch):
    chosen, roth = two_batches(), make_speaker("Boris Roth")
    made = {
        name: workflow.reattribute_batch(
            quotes,
            by=make_editor(),
            speaker=roth,
            reason="L’agence a corrigé.",
        )
        for name, quotes in chosen.items()
    }
    assert not any("S001" in found for found in rules())
    meeting(monkeypatch, "_undo")

    got = at_once(
        [make_editor(name) for name in chosen],
        lambda user: workflow.undo_batch(
            made[user.username], by=user, reason="Fausse alerte."
        ),
    )

    assert set(got) == set(chosen)
    for batch in Batch.objects.all():
        assert [item.undo_refusal for item in batch.items.all()] == ["", ""]
    # Half undone there were two speakers; only the nightly run sees both undone.
    list(workflow.refresh_all())
    assert not any("S001" in found for found in rules())
    assert [str(problem) for problem in problems()] == []


def test_two_batches_over_the_same_quotes_come_one_after_the_other():
    quotes = [make_quote() for _number in range(4)]
    speaker = make_speaker("Kaja Kallas")

    got = at_once(
        [make_editor("one"), make_editor("two")],
        lambda user: attempt(
            quotes if user.username == "one" else quotes[::-1], user, speaker
        ),
    )

    assert sorted(got.values()) == ["done", "incomplete"]
    assert Batch.objects.get().items.filter(review__isnull=False).count() == 4


def attempt(quotes, user, speaker):
    try:
        workflow.reattribute_batch(quotes, by=user, speaker=speaker, reason="Corrigé.")
    except workflow.WorkflowError as refusal:
        return refusal.code
    return "done"


def test_a_finding_about_a_statement_that_is_being_decided_is_not_lost():
    """Only PostgreSQL locks single rows; SQLite lets one writer in after the other."""
    if not connection.features.has_select_for_update_skip_locked:
        pytest.skip("no rows are skipped here")
    article = make_article(TEXT)
    first = make_quote("Oui", article=article, speaker=make_speaker("Anna Ott"))
    roth = make_speaker("Boris Roth")
    held = threading.Event()

    def act(user):
        if user.username == "two":
            assert held.wait(timeout=30)
            return make_quote("Non", article=article, speaker=roth, by=user)
        with transaction.atomic():
            done = workflow.dispute(first, by=user, reason="Relu.", evidence="Bande.")
            held.set()
            until = time.monotonic() + 30
            while Quote.objects.count() < 2 and time.monotonic() < until:
                time.sleep(0.05)
        return done

    got = at_once([make_verifier("one"), make_editor("two")], act)

    assert set(got) == {"one", "two"}
    assert first.findings.get().rule == "S001"
    assert [str(problem) for problem in problems()] == []
