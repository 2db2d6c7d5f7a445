"""Records as rows: tuples in the order of the columns, with keys already given."""

from operator import itemgetter

from django.db import models

from quotes.ids import new_public_id


class Rows:
    """Rows of several tables, in an order in which foreign keys hold."""

    def __init__(self, writer):
        self.writer = writer
        self.by_model = {}

    def add(self, model, values):
        """Add a row from values by column; what is not given has the column's default."""
        make, defaults = _maker(self.writer, model)
        rows = self.by_model.get(model)
        if rows is None:
            rows = self.by_model[model] = []
        rows.append(make({**defaults, **values}))

    def key(self, model):
        """Return a primary key that nobody has."""
        return self.writer.key(model)


_makers = {}


def _maker(writer, model):
    if model not in _makers:
        names = writer.columns(model)
        defaults = {}
        for name in names:
            field = model._meta.get_field(name)
            if isinstance(field, models.JSONField):
                defaults[name] = "{}"
            elif field.has_default() and not callable(field.default):
                defaults[name] = getattr(field.default, "value", field.default)
            elif not field.null and isinstance(
                field, (models.CharField, models.TextField)
            ):
                defaults[name] = ""
            elif field.null:
                defaults[name] = None
        _makers[model] = itemgetter(*names), defaults
    return _makers[model]


def given(record, *names):
    """Return those values of a record that it says."""
    return {name: value for name in names if (value := record.get(name)) is not None}


def fresh_id(record):
    """Return the public id that a record says, or a new one."""
    return record.get("id") or new_public_id()


def plain_days(values):
    """Return derived columns with days as text, as the other values are."""
    return {
        name: str(value) if isinstance(value, str) else value.isoformat()
        for name, value in values.items()
    }
