"""What a database refuses is said in the words of the constraint, on both databases."""

import pytest
from django.db import IntegrityError, models, transaction

from quotes.models import Article, Attribution, Office, Quote, Source, Speaker
from quotes.models.constraints import name_of, sentence_for
from tests import factories

pytestmark = pytest.mark.django_db


def refused(write):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        write()
    return caught.value


def test_a_check_is_named_and_said():
    source = factories.make_source()

    error = refused(lambda: Source.objects.filter(pk=source.pk).update(terms="unnamed"))

    assert name_of(error) == "source_off_record_needs_reason_and_approval"
    assert sentence_for(error).startswith("Terms other than on the record")


def test_a_partial_unique_constraint_is_found_by_its_columns():
    factories.make_article(publisher="AFP", external_id="doc-1")

    error = refused(
        lambda: Article.objects.create(
            language="fr", publisher="AFP", external_id="doc-1"
        )
    )

    assert name_of(error) == "article_external_id_unique_for_publisher"
    assert "belongs to another article already" in sentence_for(error)


def test_two_constraints_over_almost_the_same_columns_are_told_apart():
    speaker = factories.make_speaker()
    factories.make_office(speaker)
    dated = factories.make_office(speaker, title="députée", held_from="2020-01-01")

    undated = refused(lambda: Office.objects.create(speaker=speaker, title="ministre"))
    again = refused(
        lambda: Office.objects.create(
            speaker=speaker, title="députée", held_from=dated.held_from
        )
    )

    assert name_of(undated) == "office_undated_unique_for_speaker"
    assert name_of(again) == "office_unique_for_speaker"


def test_a_second_preferred_attribution_is_said():
    quote = factories.make_quote()

    error = refused(
        lambda: Attribution.objects.create(
            quote=quote, number=2, rank="preferred", position=2, basis="editor"
        )
    )

    assert "attribution_" in name_of(error)
    assert "preferred" in sentence_for(error)


def test_what_is_no_constraint_of_ours_is_said_too():
    speaker = factories.make_speaker()

    error = refused(
        lambda: Speaker.objects.create(
            name="x", kind="person", public_id=speaker.public_id
        )
    )

    assert "nothing was saved" in sentence_for(error)


def test_every_unique_constraint_is_found_by_its_columns():
    for model in (Article, Speaker, Office, Quote, Attribution):
        table = model._meta.db_table
        for constraint in model._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint):
                columns = ", ".join(
                    f"{table}.{model._meta.get_field(name).column}"
                    for name in constraint.fields
                )
                error = IntegrityError(f"UNIQUE constraint failed: {columns}")
                assert name_of(error) == constraint.name
