"""Rows as tuples in the order of their columns, made a hundred times as fast as models."""

from collections import defaultdict
from operator import itemgetter

import orjson


class Rows(defaultdict):
    """Unsaved rows by model: {model: [tuple of its columns]}."""

    def __init__(self):
        super().__init__(list)


def columns_of(model):
    """Return the names of a model's own columns in their order (`quote_id`)."""
    return tuple(field.attname for field in model._meta.concrete_fields)


def having(model, *names):
    """Return those of some columns that a version of a model has, to name them."""
    return tuple(name for name in names if name in columns_of(model))


def maker(model, *names):
    """Return make(*values) -> row; a column that is not named has its default.

    Where a default is worked out, such as a public id, the column must be named.
    Columns of JSON take canonical(), so that what is digested is what is written.
    """
    columns = columns_of(model)
    if unknown := set(names) - set(columns):
        raise ValueError(f"{model.__name__} has no columns {sorted(unknown)}.")
    others = [name for name in columns if name not in names]
    fields = {field.attname: field for field in model._meta.concrete_fields}
    rest = tuple(fields[name].get_default() for name in others)
    order = [*names, *others]
    pick = itemgetter(*(order.index(name) for name in columns))
    return lambda *values: pick(values + rest)


def canonical(value):
    """Return canonical JSON in UTF-8, as quotes.canonical.canonical spells it.

    An orjson.Fragment of canonical JSON stands for its value.
    """
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def as_mapping(model, row):
    """Return a row as {column: value}."""
    return dict(zip(columns_of(model), row, strict=True))
