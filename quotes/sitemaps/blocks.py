"""Which stretches of keys hold something, whatever lies between them."""

from django.db import connections
from django.db.models import BigIntegerField
from django.db.models.expressions import RawSQL


def blocks_of(rows, column, size):
    """Return the numbers of the blocks of so many keys in which a queryset has rows.

    One query, with one look-up in the index of the column for each block: a recursive
    one, which goes from the first row of a block to the first beyond it
    (PostgreSQL wiki, “Loose indexscan”).
    """
    beyond = RawSQL(
        "(found.key / %s + 1) * %s", [size, size], output_field=BigIntegerField()
    )
    first, first_values = _first(rows, column)
    following, following_values = _first(
        rows.filter(**{f"{column}__gte": beyond}), column
    )
    # Both are Django's; values are sent beside them.
    asked = f"""
        WITH RECURSIVE found (key) AS (
          SELECT ({first}) UNION ALL
          SELECT ({following}) FROM found WHERE found.key IS NOT NULL
        )
        SELECT key FROM found WHERE key IS NOT NULL
    """  # noqa: S608
    with connections[rows.db].cursor() as cursor:
        cursor.execute(asked, [*first_values, *following_values])
        return [key // size for (key,) in cursor.fetchall()]


def _first(rows, column):
    """Return the query for the smallest value of a column, and what to send with it."""
    query = rows.order_by(column).values_list(column)[:1].query
    return query.get_compiler(using=rows.db).as_sql()
