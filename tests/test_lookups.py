"""OneOf finds what `__in` finds, with one parameter."""

import pytest

from quotes.lookups import OneOf
from quotes.models import Publication, PublicationSpeaker, Speaker
from tests.factories import make_publications, make_speaker

pytestmark = pytest.mark.django_db


def test_rows_of_the_keys_are_found_and_no_others():
    first, _second, third = (make_speaker(name) for name in "ABC")

    found = Speaker.objects.filter(OneOf("pk", {third.pk, first.pk}))

    assert set(found) == {first, third}


def test_no_key_finds_nothing():
    make_speaker()

    assert not Speaker.objects.filter(OneOf("pk", [])).exists()


def test_a_foreign_key_is_compared_by_its_column():
    first, *_others = make_publications(3)
    rows = PublicationSpeaker.objects.filter(OneOf("publication", [first.pk]))

    assert [row.publication for row in rows] == [first]


def test_it_can_be_negated_and_joined():
    first, second, third = make_publications(3)

    found = Publication.objects.exclude(OneOf("pk", [first.pk])).filter(
        OneOf("speaker_rows__publication", [first.pk, third.pk])
    )

    assert set(found) == {third}
    assert second not in found


def test_many_keys_are_one_parameter():
    query = Speaker.objects.filter(OneOf("pk", range(5000))).query

    assert len(query.sql_with_params()[1]) == 1
