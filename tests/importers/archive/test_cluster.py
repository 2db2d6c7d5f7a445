"""A Dask cluster finds what this process does; its workers know no database."""

import builtins

import pytest
from distributed import LocalCluster
from django.core.management import CommandError, call_command

from quotes.importers import load
from quotes.importers.archive import cluster
from quotes.importers.archive.chunks import not_read, searchable
from quotes.importers.archive.cluster import run_on_cluster
from quotes.importers.archive.orders import Order
from quotes.importers.archive.runs import run
from quotes.models import Article, Quote
from tests.benchmarks.dispatches import dispatch
from tests.factories import make_article
from tests.importers.proposed import MOMENTS, newsroom, written

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def address():
    """The address of a scheduler with two workers, in this process, on loopback."""
    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=False,
        protocol="tcp",
        host="127.0.0.1",
        dashboard_address=None,
    ) as local:
        yield local.scheduler_address


def archive(count):
    newsroom()
    for number in range(count):
        each = dispatch(number)
        make_article(each.text, language=each.language, published_on="2024-11-13")


def order(**said):
    return Order(by=load.engine_account().pk, size=2, **said)


def found():
    return {each.pk: written(each, MOMENTS) for each in Article.objects.all()}


def test_a_cluster_finds_what_one_process_does(address):
    archive(5)
    ours = [(each.article, each.new) for each in run(searchable(), order(dry_run=True))]

    outcomes = list(run_on_cluster(searchable(), order(), address))

    assert sorted((each.article, each.new) for each in outcomes) == sorted(ours)
    assert Quote.objects.count() == sum(new for _article, new in ours) > 10
    assert not not_read(searchable()).exists()
    assert list(run_on_cluster(not_read(searchable()), order(), address)) == []


def test_a_chunk_that_the_cluster_fails_at_is_tried_again_and_then_one_by_one(
    address, monkeypatch, tmp_path
):
    archive(3)
    bad = Article.objects.order_by("pk").first().pk

    def failing(texts, *given):
        # Sent to the worker with all that it names: a list would be another one there.
        with (tmp_path / "tried").open("a") as tried:
            tried.write(f"{len(texts)}\n")
        if bad in [text.article for text in texts]:
            raise MemoryError("no room")
        return there(texts, *given)

    there = cluster.search_there
    monkeypatch.setattr(cluster, "search_there", failing)
    outcomes = list(run_on_cluster(searchable(), order(), address))

    assert {each.article: each.error for each in outcomes if each.error} == {
        Article.objects.get(pk=bad).public_id: "MemoryError: no room"
    }
    tried = (tmp_path / "tried").read_text().split()
    assert sorted(tried) == ["1", "1", "1", "2", "2"]
    assert [each.pk for each in not_read(searchable())] == [bad]


def test_what_another_version_of_the_engine_found_is_not_taken(address, monkeypatch):
    archive(1)
    monkeypatch.setattr(cluster, "VERSION", "99")
    with pytest.raises(CommandError, match=r"has engine .*, this is 99"):
        call_command("find_quotes", "--all", "--dask", address)

    monkeypatch.setattr(cluster, "_demand_same_engine", lambda *given: None)
    with pytest.raises(CommandError, match="articles that failed: 1"):
        call_command("find_quotes", "--all", "--dask", address)
    assert not Quote.objects.exists()


def test_a_scheduler_that_is_not_there_is_told(monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", 0.5)

    with pytest.raises(CommandError, match=r"No Dask scheduler answers at tcp://127"):
        call_command("find_quotes", "--all", "--dask", "tcp://127.0.0.1:9")


def test_without_dask_the_line_that_installs_it_is_told(monkeypatch):
    real = builtins.__import__

    def without(name, *given):
        if name == "distributed":
            raise ImportError(name)
        return real(name, *given)

    monkeypatch.setattr(builtins, "__import__", without)

    with pytest.raises(CommandError, match=r'pip install "\.\[dask\]"'):
        call_command("find_quotes", "--all", "--dask", "tcp://127.0.0.1:9")
