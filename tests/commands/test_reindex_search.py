"""`manage.py reindex_search`: what search looks up, made anew."""

from datetime import date

import pytest
from django.core.management import call_command

from quotes import reindexing
from quotes.integrity import problems
from quotes.models import Publication, PublicName, QuoteTerms
from quotes.terms import terms_of_quote
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_what_is_missing_or_out_of_date_is_found_by_check_data_and_made_anew(
    capsys, monkeypatch
):
    monkeypatch.setattr(reindexing, "BATCH", 2)
    make.make_publications(5)
    PublicName.objects.all().delete()
    rows = list(Publication.objects.all())
    for row in rows[:3]:
        row.search_terms, row.search_words, row.sorted_on = "x", "x", date(2024, 11, 12)
        row.save()
    assert {"search_terms", "search_words"} <= {problem.field for problem in problems()}
    assert not Publication.objects.matching("parole").filter(pk=rows[0].pk).exists()

    call_command("reindex_search")

    assert capsys.readouterr().out.splitlines()[0] == "5 publications, 3 indexed anew"
    assert list(problems()) == []
    assert Publication.objects.matching("parole").count() == 5
    assert PublicName.objects.exists()


def test_a_second_run_changes_nothing(capsys):
    make.make_publications(3)
    call_command("reindex_search")
    capsys.readouterr()

    call_command("reindex_search")

    assert capsys.readouterr().out.splitlines() == [
        "3 publications, 0 indexed anew",
        "3 quotes, 0 indexed anew",
    ]


def test_quotes_found_by_no_words_are_told_by_check_data_and_made_findable(capsys):
    quote = make.make_quote()
    QuoteTerms.objects.filter(quote=quote).delete()
    found = [problem for problem in problems() if problem.field == "search terms"]
    assert [problem.which for problem in found] == [quote.public_id]

    call_command("reindex_search")

    assert capsys.readouterr().out.splitlines()[1] == "1 quotes, 1 indexed anew"
    assert list(problems()) == []
    assert QuoteTerms.objects.get(quote=quote).terms == terms_of_quote(
        quote.words, quote.language
    )
