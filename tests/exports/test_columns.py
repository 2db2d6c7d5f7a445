"""Every field of every model is exported, or it is said why not."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from quotes import models
from quotes.exports.columns import EXEMPT, TABLES
from quotes.exports.rows import Table, plain


def fields_of(model):
    """Return the names of a model's own fields, without its automatic key."""
    fields = (*model._meta.concrete_fields, *model._meta.many_to_many)
    return {field.name for field in fields if field.name != "id"}


@pytest.mark.parametrize("name", models.__all__)
def test_each_field_of_a_model_is_exported_or_exempt(name):
    model = getattr(models, name)
    exempt = EXEMPT.get(model._meta.model_name, {})
    tables = [table for table in TABLES if table.model is model]
    if "*" in exempt:
        assert not tables
        assert set(exempt) == {"*"}
        return
    (table,) = tables
    exported = {path.split("__")[0] for path in table.columns.values()}
    exported |= {table.parent} - {""}

    assert exported | set(exempt) == fields_of(model)
    assert not exported & set(exempt)


def test_a_field_that_is_nowhere_is_seen():
    table = Table(models.SpeakerName, {"name": "name"}, parent="speaker")
    exported = {*table.columns.values(), table.parent}

    assert fields_of(models.SpeakerName) - exported == {
        *("kind", "language", "is_display")
    }


def test_every_exemption_is_of_a_model_that_is_there_and_says_why():
    assert set(EXEMPT) <= {name.lower() for name in models.__all__}
    reasons = [reason for fields in EXEMPT.values() for reason in fields.values()]

    assert reasons
    assert all(len(reason.split()) >= 4 for reason in reasons)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (datetime(2024, 11, 12, 8, 30, 5, 999999, UTC), "2024-11-12T08:30:05Z"),
        (
            datetime(2024, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=1))),
            "2023-12-31T23:30:00Z",
        ),
        (datetime(999, 1, 2, tzinfo=UTC), "0999-01-02T00:00:00Z"),
        (date(999, 1, 2), "0999-01-02"),
        (False, False),
        ({"a": [1]}, {"a": [1]}),
    ],
)
def test_values_as_json_has_them(value, told):
    assert plain(value) == told
