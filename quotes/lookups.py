"""Conditions that Django has no look-up for."""

import json

from django.db import models
from django.db.models import F
from django.db.models.expressions import Expression


class OneOf(Expression):
    """The condition that a column holds one of many keys, sent as one parameter.

    A thousand keys of an `__in` are a thousand parameters, which take longer to write
    and to read than the rows that they find.
    """

    output_field = models.BooleanField()
    conditional = True

    def __init__(self, column, keys):
        super().__init__()
        self.column, self.keys = F(column), sorted(keys)

    def get_source_expressions(self):
        return [self.column]

    def set_source_expressions(self, expressions):
        (self.column,) = expressions

    def as_postgresql(self, compiler, connection):
        column, params = compiler.compile(self.column)
        keys = "{" + ",".join(map(str, self.keys)) + "}"
        return f"{column} = ANY(%s::bigint[])", [*params, keys]

    def as_sqlite(self, compiler, connection):
        column, params = compiler.compile(self.column)
        found = "SELECT value FROM json_each(%s)"
        return f"{column} IN ({found})", [*params, json.dumps(self.keys)]
