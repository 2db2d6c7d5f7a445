"""`manage.py find_quotes`: statements of articles that are stored, proposed."""

import io

import pytest
from django.core.management import CommandError, call_command

from quotes.importers import proposing, searching
from quotes.importers.archive import chunks, progress
from quotes.importers.archive.chunks import not_read, searchable
from quotes.importers.archive.orders import Outcome
from quotes.models import Article, Quote, Searched
from tests.factories import (
    make_article,
    make_editor,
    make_rejected_quote,
    make_revision,
    make_user,
)
from tests.importers.pieces import ENGLISH, FRENCH

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(capsys):
    """Run the command; return (lines printed, lines of errors)."""

    def run(*options):
        call_command("find_quotes", *options)
        captured = capsys.readouterr()
        return captured.out.splitlines(), captured.err.splitlines()

    return run


def test_new_and_known_statements_are_counted_for_each_article(run):
    one, other = make_article(FRENCH), make_article(FRENCH)
    make_rejected_quote("Nous ne prendrons aucun risque", article=one, speaker=None)

    printed, errors = run(one.public_id, other.public_id)

    count = other.quotes.count()
    assert printed == [
        f"{one.public_id} {count - 1} new, 1 known, 0 skipped",
        f"{other.public_id} {count} new, 0 known, 0 skipped",
        f"total {2 * count - 1} new, 1 known, 0 skipped",
    ]
    assert errors == []
    by = set(other.quotes.values_list("changed_by__username", flat=True))
    assert by == {"quotes.extraction"}
    assert run("--all") == (["total 0 new, 0 known, 0 skipped"], [])
    again, _errors = run("--all", "--again")
    assert again == [f"total 0 new, {2 * count} known, 0 skipped"]


def test_a_dry_run_says_what_would_be_and_stores_nothing(run):
    article = make_article(FRENCH)

    printed, _errors = run("--all", "--dry-run")

    assert printed[0].startswith(f"{article.public_id} ")
    assert printed[0] != f"{article.public_id} 0 new, 0 known, 0 skipped"
    assert printed[-1].endswith("(dry run)")
    assert not Quote.objects.exists()


def test_who_proposes_can_be_named(run):
    make_article(FRENCH)
    make_editor("camille")

    run("--all", "--by", "camille")

    by = set(Quote.objects.values_list("changed_by__username", flat=True))
    assert by == {"camille"}


def test_all_leaves_out_languages_without_rules(run):
    make_article(FRENCH, language="de")

    printed, errors = run("--all")

    assert (printed, errors) == (["total 0 new, 0 known, 0 skipped"], [])


def test_the_language_can_be_named(run):
    article = make_article(FRENCH, language="de")

    printed, _errors = run(article.public_id, "--language", "fr")

    assert not printed[-1].startswith("total 0 new")
    assert set(Quote.objects.values_list("language", flat=True)) == {"fr"}


def test_an_article_that_fails_is_told_and_the_others_go_on(capsys):
    one, bad, other = [make_article(FRENCH) for _number in range(3)]
    Article.objects.filter(pk=bad.pk).update(language="de")

    with pytest.raises(CommandError, match="articles that failed: 1"):
        call_command("find_quotes", one.public_id, bad.public_id, other.public_id)

    captured = capsys.readouterr()
    assert f"{bad.public_id} failed: Statements are found in French" in captured.err
    assert f"{other.public_id} " in captured.out
    assert other.quotes.exists()


def test_whoever_may_not_propose_is_refused(capsys):
    article = make_article(FRENCH)
    make_user("nobody")

    with pytest.raises(CommandError, match="articles that failed: 1"):
        call_command("find_quotes", "--all", "--by", "nobody")

    assert f"{article.public_id} failed: Your role does not" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ((), "Name articles by their ids, or give --all."),
        (("000000000000", "--all"), "Name articles by their ids, or give --all."),
        (("000000000000",), "There is no article 000000000000."),
        (("--all", "--by", "somebody"), "There is no user somebody."),
        (
            ("--all", "--workers", "0"),
            "--workers and --chunk are 1 or more, --seconds is 0 or more.",
        ),
        (
            ("--all", "--workers", "2", "--dask", "tcp://127.0.0.1:1"),
            "Give --workers or --dask: a cluster has its own.",
        ),
        (
            ("000000000000", "--again"),
            "--again goes with --all; articles named are read again.",
        ),
    ],
)
def test_what_is_asked_wrongly_is_refused(run, options, sentence):
    with pytest.raises(CommandError) as refusal:
        run(*options)

    assert str(refusal.value) == sentence


def test_a_text_that_came_later_is_read_again(run):
    article = make_article(FRENCH)
    run("--all")
    make_revision(article, FRENCH + "« C’est un pont neuf », a déclaré Paul Vidal.\n")

    printed, _errors = run("--all")

    assert printed[-1].startswith("total 1 new, ")


def test_a_newer_version_of_the_engine_reads_everything_again(run, monkeypatch):
    article = make_article(FRENCH)
    run("--all")
    monkeypatch.setattr(chunks, "VERSION", "99")
    monkeypatch.setattr(proposing, "VERSION", "99")

    printed, _errors = run("--all")

    assert printed == [f"total 0 new, {article.quotes.count()} known, 0 skipped"]
    assert Searched.objects.get().engine_version == "99"


def test_an_article_that_takes_too_long_is_named_and_the_others_go_on(
    capsys, monkeypatch
):
    slow, quick = make_article(ENGLISH, language="en"), make_article(FRENCH)
    extract = searching.extract

    def slowly(text, *given):
        while text == ENGLISH:
            pass
        return extract(text, *given)

    monkeypatch.setattr(searching, "extract", slowly)
    with pytest.raises(CommandError, match="articles that failed: 1"):
        call_command("find_quotes", "--all", "--seconds", "0.3")

    told = capsys.readouterr().err
    assert f"{slow.public_id} failed: took longer than 0.3 s" in told
    assert quick.quotes.exists()
    assert list(not_read(searchable())) == [slow]


def test_ctrl_c_keeps_what_was_found_and_says_how_to_go_on(monkeypatch):
    articles = [make_article(FRENCH) for _number in range(3)]
    write = chunks.write_chunk

    def interrupted(chunk, *given):
        if chunk.texts[0].article == articles[1].pk:
            raise KeyboardInterrupt
        return write(chunk, *given)

    monkeypatch.setattr(chunks, "write_chunk", interrupted)
    with pytest.raises(CommandError, match="it goes on where it was") as stopped:
        call_command("find_quotes", "--all", "--chunk", "1")
    monkeypatch.undo()

    assert stopped.value.returncode == 130
    assert list(not_read(searchable()).order_by("pk")) == articles[1:]


def test_without_a_terminal_lines_tell_how_far_it_is(capsys, monkeypatch):
    for _number in range(2):
        make_article(FRENCH)
    monkeypatch.setattr(progress, "BETWEEN", 0)

    call_command("find_quotes", "--all")

    [one, two] = capsys.readouterr().err.splitlines()
    assert one.startswith("1 of 2 articles, ")
    assert two.startswith("2 of 2 articles, ")
    assert two.endswith(" articles/s, about 0 min left")


def test_on_a_terminal_a_bar_does():
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    screen = Terminal()
    with progress.Progress(2, screen) as shown:
        shown.add(Outcome("a", new=3))
        shown.say("b failed")
        shown.add(Outcome("b", error="failed"))

    assert "b failed\n" in screen.getvalue()
    assert "2/2" in screen.getvalue()
