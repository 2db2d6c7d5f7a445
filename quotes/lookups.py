"""Conditions that Django has no look-up for."""

import json

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.expressions import Expression
from django.db.models.lookups import IsNull

#: So many publications are named by key; more are asked for one by one.
FEW = 2000


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


class CountUpTo(Subquery):
    """How many rows a queryset has; one more than `most` where it has more."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) _counted)"
    output_field = models.IntegerField()

    def __init__(self, rows, most):
        super().__init__(rows.order_by().values("pk")[: most + 1])


def has_any(rows):
    """Return the condition that rows, a queryset with an OuterRef, has at least one.

    Exists() says the same, but PostgreSQL may answer it by reading the inner tables
    whole, which for the first hundred speakers of a list is a million publications. A
    value is looked for row by row, through an index, and ends with the first one.
    """
    return IsNull(Subquery(rows.order_by().values("pk")[:1]), False)


def among(rows):
    """Return the condition that a publication is one of those that rows name.

    rows is a queryset of rows with a publication. Where they are few, the database is
    given their keys and begins with them; where they are many, it goes through the list
    from its beginning and asks each. A planner that guesses wrong between the two walks
    a million publications for the three of a rare speaker.
    """
    keys = rows.order_by().values_list("publication_id", flat=True)[: FEW + 1]
    keys = set(keys)
    if len(keys) <= FEW:
        return Q(OneOf("pk", keys))
    return Q(Exists(rows.filter(publication=OuterRef("pk"))))
