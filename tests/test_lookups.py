"""Conditions that Django has no look-up for, and which way a list is walked."""

import pytest

from quotes import lookups
from quotes.lookups import OneOf, among
from quotes.models import Publication
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("few", [0, 1, 2, 2000])
def test_few_or_many_the_same_publications_are_found(monkeypatch, few):
    monkeypatch.setattr(lookups, "FEW", few)
    one, other = make.make_speaker("Anna Brandt"), make.make_speaker("Jean Dupont")
    quotes = [make.make_verified_quote(speaker=each) for each in (one, other, one)]
    rows = Publication.speakers.through.objects.all()

    def found(rows):
        return {row.quote for row in Publication.objects.filter(among(rows))}

    assert found(rows.filter(speaker=one)) == {quotes[0], quotes[2]}
    assert found(rows.filter(speaker__in=[one, other])) == set(quotes)
    assert found(rows.none()) == set()
    assert {
        row.quote
        for row in Publication.objects.exclude(among(rows.filter(speaker=one)))
    } == {quotes[1]}


def test_no_key_is_one_of_none():
    make.make_verified_quote()

    assert not Publication.objects.filter(OneOf("pk", [])).exists()
