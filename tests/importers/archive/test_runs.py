"""Several processes find what one does, whichever of them is killed and when."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from quotes.importers import load
from quotes.importers.archive import runs
from quotes.importers.archive.chunks import not_read, searchable
from quotes.importers.archive.orders import Order
from quotes.importers.archive.runs import WorkersFailed, run
from quotes.integrity import ledger_problems, problems
from quotes.models import Article, Attribution, Quote, Searched, Span
from tests.benchmarks.dispatches import dispatch
from tests.factories import make_article
from tests.importers.archive import deadly
from tests.importers.proposed import MOMENTS, newsroom, written

# Rows that other processes see: committed ones.
pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).parents[3]


def archive(count):
    """Return nothing: so many articles, and speakers that some mentions stand for."""
    newsroom()
    for number in range(count):
        each = dispatch(number)
        make_article(each.text, language=each.language, published_on="2024-11-13")


def order(size=2):
    return Order(by=load.engine_account().pk, size=size)


def rows():
    """Return all that was proposed, by article; then take it away, for another run."""
    assert list(problems()) == list(ledger_problems()) == []
    assert not not_read(searchable()).exists()
    found = {each.pk: written(each, MOMENTS) for each in Article.objects.all()}
    assert sum(len(each["Quote"]) for each in found.values()) == Quote.objects.count()
    forget()
    return found


def forget():
    for quote in Quote.objects.all():
        quote.attributions.all().delete()
        quote.reviews.all().delete()
        quote.delete()
    for model in (Quote, Span, Attribution):
        model.history.all().delete()
    Searched.objects.all().delete()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder that workers know of."""
    monkeypatch.setenv(deadly.FOLDER, str(tmp_path))
    return tmp_path


@pytest.fixture
def one_process():
    """Return the rows of an undisturbed run in this process."""
    archive(6)
    outcomes = list(run(searchable(), order()))
    assert [each.error for each in outcomes] == [""] * 6
    assert sum(each.new for each in outcomes) > 12
    return rows()


@pytest.mark.parametrize("dying", [None, deadly.before, deadly.after])
def test_two_processes_find_what_one_does_and_a_kill_loses_nothing(
    one_process, folder, monkeypatch, dying
):
    if dying:
        monkeypatch.setattr(runs, "search_here", dying)

    outcomes = list(run(searchable(), order(), workers=2))

    assert (folder / "died").exists() == bool(dying)
    assert [each.error for each in outcomes if each.error] == []
    assert rows() == one_process


def test_an_article_that_kills_is_named_and_the_others_go_on(folder, monkeypatch):
    archive(5)
    bad = Article.objects.order_by("pk")[2]
    (folder / "key").write_text(str(bad.pk))
    monkeypatch.setattr(runs, "search_here", deadly.of_one)

    outcomes = list(run(searchable(), order(), workers=2))

    assert {each.article: each.error for each in outcomes if each.error} == {
        bad.public_id: "the process that read it was killed"
    }
    assert sorted(each.article for each in outcomes) == sorted(
        Article.objects.values_list("public_id", flat=True)
    )
    assert list(not_read(searchable())) == [bad]


def test_a_run_whose_processes_all_die_is_given_up(folder, monkeypatch):
    archive(3)
    monkeypatch.setattr(runs, "search_here", deadly.always)
    monkeypatch.setattr(runs, "MOST_DEATHS", 2)

    with pytest.raises(WorkersFailed):
        list(run(searchable(), order(), workers=2))
    with pytest.raises(CommandError, match="Worker processes end at every article"):
        call_command("find_quotes", "--all", "--workers", "2")


def test_a_run_that_is_closed_ends_its_workers_and_can_be_gone_on_with(one_process):
    going = run(searchable(), order(size=1), workers=2)
    next(going)
    going.close()
    left = not_read(searchable()).count()

    outcomes = list(run(not_read(searchable()), order(), workers=2))

    assert len(outcomes) == left < 6
    assert rows() == one_process


def database_url():
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    return (
        f"postgres://{settings['USER']}:{settings['PASSWORD']}@{settings['HOST']}:"
        f"{settings['PORT']}/{settings['NAME']}"
    )


def test_a_run_killed_midway_leaves_nothing_half_and_another_completes_it(one_process):
    command = [sys.executable, "manage.py", "find_quotes", "--all", "--workers", "2"]
    child = subprocess.Popen(  # noqa: S603 - our own command
        [*command, "--chunk", "1"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": database_url()},
    )
    try:
        until = time.monotonic() + 120
        while not Searched.objects.exists() and time.monotonic() < until:
            time.sleep(0.02)
        workers = psutil.Process(child.pid).children(recursive=True)
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait()
    _gone, alive = psutil.wait_procs(workers, timeout=30)
    done = Searched.objects.count()
    found = {each.pk: written(each, MOMENTS) for each in Article.objects.all()}

    assert alive == []
    assert done > 0
    for key, each in found.items():
        # Whole or not at all.
        is_read = Searched.objects.filter(revision__article=key).exists()
        nothing = {table: [] for table in each}
        assert each == (one_process[key] if is_read else nothing)
    call_command("find_quotes", "--all", "--workers", "2", "--chunk", "2")
    assert rows() == one_process
