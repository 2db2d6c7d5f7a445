"""`manage.py check_attributions`: the checks over everything, or over one article."""

import pytest
from django.core.management import CommandError, call_command

from quotes.models import DeskItem, Finding, Quote
from tests.factories import make_article, make_quote

pytestmark = pytest.mark.django_db

CUT_OFF = "« Il faut agir », a-t-elle dit. Clara Diehl, de la Ligue du fleuve."


@pytest.fixture
def run(capsys):
    """Run the command; return the lines that it prints."""

    def run(*options):
        call_command("check_attributions", *options)
        return capsys.readouterr().out.splitlines()

    return run


@pytest.fixture
def quotes():
    """Two statements with one finding each, of which nobody has told the database."""
    made = [
        make_quote(
            "Il faut agir",
            article=make_article(CUT_OFF),
            speaker=None,
            cue="a-t-elle dit",
        )
        for _number in range(2)
    ]
    Finding.objects.all().delete()
    DeskItem.objects.all().delete()
    return made


def test_findings_are_written_and_printed_with_their_words(run, quotes):
    printed = run()

    first = quotes[0]
    assert printed[0].startswith(f"{first.public_id} A002 high: After “a-t-elle dit” a")
    assert "“Clara Diehl”" in printed[0]
    assert printed[2:] == ["A002 2", "2 findings are open"]
    assert Finding.objects.count() == 2
    assert DeskItem.objects.get(quote=first).severity == 3


def test_quiet_prints_only_the_counts(run, quotes):
    assert run("--quiet") == ["A002 2", "2 findings are open"]


def test_one_article_can_be_named(run, quotes):
    printed = run("--article", quotes[1].article.public_id)

    assert len(printed) == 3
    assert {row.quote for row in Finding.objects.all()} == {quotes[1]}


def test_an_article_that_is_not_there_is_refused(run, quotes):
    with pytest.raises(CommandError, match="no article 000000000000"):
        run("--article", "000000000000")

    assert not Finding.objects.exists()


def test_the_second_run_says_the_same_and_writes_nothing(run, quotes):
    first = run()
    rows = list(Finding.objects.order_by("pk").values_list())

    assert run() == first
    assert list(Finding.objects.order_by("pk").values_list()) == rows


def test_the_demo_is_gone_through(run):
    call_command("loaddata", "demo", verbosity=0)

    printed = run("--quiet")

    assert "A001 2" in printed
    assert "H001 1" in printed
    assert not any(line.startswith("M001") for line in printed)
    assert Quote.objects.count() == 16
