"""Rows of a model as records: read as columns, without making objects of them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import orjson
from django.db.models import JSONField, TextField
from django.db.models.functions import Cast


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one model: their keys, the field that leads to their parent, their order.

    order names keys of the record, whose values are sorted as Python does, so that the
    collation of a database does not matter; empty for the order of the rows' own keys.
    parent is empty for rows that stand alone.
    """

    model: type
    columns: dict[str, str]
    parent: str = ""
    order: tuple[str, ...] = ("number",)

    def rows(self, queryset):
        """Return [(key of the row, key of its parent, record)] of a queryset, in order.

        A record has no key whose value is None or "".
        """
        parent = f"{self.parent}_id" if self.parent else "pk"
        keys = tuple(self.columns)
        found = queryset.order_by().values_list("pk", parent, *self._paths())
        json = [place for place, key in enumerate(keys) if key in self._json()]
        rows = []
        for pk, parent_pk, *values in found:
            for place in json:
                values[place] = orjson.loads(values[place])
            rows.append((pk, parent_pk, _record(keys, values)))
        rows.sort(key=self._place)
        return rows

    def _json(self):
        """Return the keys of columns that hold JSON."""
        fields = {field.name: field for field in self.model._meta.concrete_fields}
        return {
            key
            for key, path in self.columns.items()
            if isinstance(fields.get(path), JSONField)
        }

    def _paths(self):
        """Return what is asked for: look-ups; of JSON the text, which orjson reads."""
        json = self._json()
        return [
            Cast(path, TextField()) if key in json else path
            for key, path in self.columns.items()
        ]

    def _place(self, row):
        pk, parent_pk, record = row
        return (parent_pk, *(record.get(key, "") for key in self.order), pk)


def _record(keys, values):
    return {
        key: plain(value)
        for key, value in zip(keys, values, strict=True)
        if value is not None and value != ""
    }


_AS_IT_IS = {str, int, bool, dict, list}


def plain(value):
    """Return a column's value as JSON has it: moments in whole seconds UTC, with Z."""
    if type(value) in _AS_IT_IS:
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()[:19] + "Z"
    if isinstance(value, date):
        return value.isoformat()
    return value
