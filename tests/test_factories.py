"""The rows that tests are made of are sound themselves."""

import pytest

from quotes.integrity import problems
from quotes.models import Publication
from tests import factories

MAKERS = [
    factories.make_quote,
    factories.make_proposed_quote,
    factories.make_verified_quote,
    factories.make_unresolved_quote,
    factories.make_disputed_quote,
    factories.make_withdrawn_quote,
    factories.make_quote_under_review,
    factories.make_rejected_quote,
    factories.make_published_correction,
]


@pytest.mark.django_db
def test_every_factory_gives_rows_that_check_data_finds_no_fault_with():
    for make in MAKERS:
        make()
    factories.make_verified_quote(**factories.DENIAL)

    assert [str(problem) for problem in problems()] == []


@pytest.mark.django_db
def test_publications_in_bulk_are_as_sound_as_those_of_the_workflow():
    made = factories.make_publications(7, articles=3, speakers=2)

    assert [str(problem) for problem in problems()] == []
    assert len(made) == Publication.objects.listed().count() == 7
    assert len({row.article_id for row in made}) == 3
    assert len({row.speaker_names for row in made}) == 2


@pytest.mark.django_db
def test_two_calls_for_publications_in_bulk_do_not_meet():
    assert len(factories.make_publications(2)) == 2
    assert len(factories.make_publications(3)) == 3
