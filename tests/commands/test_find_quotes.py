"""`manage.py find_quotes`: statements of articles that are stored, proposed."""

import pytest
from django.core.management import CommandError, call_command

from quotes.models import Article, Quote
from tests.factories import make_article, make_editor, make_rejected_quote, make_user
from tests.importers.pieces import FRENCH

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
    again, _errors = run("--all")
    assert again[-1] == f"total 0 new, {2 * count} known, 0 skipped"


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
    ],
)
def test_what_is_asked_wrongly_is_refused(run, options, sentence):
    with pytest.raises(CommandError) as refusal:
        run(*options)

    assert str(refusal.value) == sentence
