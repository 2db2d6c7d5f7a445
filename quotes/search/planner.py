"""What the databases can tell, or find, cheaply: each in its own way."""

import json

from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from django.db.models import F

from quotes.search.conditions import Matches, fts5_query

#: Above this the planner's estimate is told instead of a count, on PostgreSQL.
ESTIMATED = 20_000


def estimated_count(queryset):
    """Return about how many rows a queryset has, None if that is not known.

    PostgreSQL's planner tells without reading rows; below 20,000 it is no better than
    counting, and SQLite has no such planner.
    """
    connection = connections[queryset.db]
    if connection.vendor != "postgresql":
        return None
    sql, params = queryset.order_by().values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        rows = _estimate(cursor, sql, params)
    return rows if rows >= ESTIMATED else None


def _estimate(cursor, sql, params):
    cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
    plan = cursor.fetchone()[0]
    plan = json.loads(plan) if isinstance(plan, str) else plan
    return int(plan[0]["Plan"]["Plan Rows"])


def about_how_many(model, trees, most):
    """Return about how many publications match all of the trees; more than most: many.

    PostgreSQL's planner estimates, from statistics of ten thousand terms (migration
    0005); SQLite counts as far as most.
    """
    connection = connections[model.objects.db]
    if connection.vendor == "postgresql":
        found = model.objects.filter(*map(Matches, trees), is_current=True)
        sql, params = found.order_by().values("pk").query.sql_with_params()
        with connection.cursor() as cursor:
            return _estimate(cursor, sql, params)
    tree = trees[0] if len(trees) == 1 else ("and", *trees)
    found = 'SELECT 1 FROM "quotes_search" WHERE "quotes_search" MATCH %s LIMIT %s'
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({found})", [fts5_query(tree), most + 1])  # noqa: S608
        return cursor.fetchone()[0]


def newest_of_all(queryset, most):
    """Return the keys of the newest rows of a queryset, which is found whole first.

    For conditions that few rows fulfil: no planner is to walk the list for them instead.
    """
    connection = connections[queryset.db]
    rows = queryset.order_by().values_list("pk", "sorted_on")
    try:
        sql, params = rows.query.get_compiler(queryset.db).as_sql()
    except EmptyResultSet:
        return []
    # A fence: what has an OFFSET is planned by itself, on both databases.
    limit = "LIMIT -1 OFFSET 0" if connection.vendor == "sqlite" else "OFFSET 0"
    newest = f"SELECT * FROM ({sql} {limit}) AS found ORDER BY 2 DESC, 1 DESC LIMIT %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(newest, [*params, most])
        return [key for key, _day in cursor.fetchall()]


def end_of_stretch(rows, count):
    """Return (day, key, smallest key) of the first so many rows of a list, or None.

    rows has the days as sorted_on and the keys as key, newest first; None where there are
    fewer of them. SQLite finds words by key and needs the smallest; else it is 0.
    """
    last = rows.values_list("sorted_on", "key")[count - 1 : count]
    last = next(iter(last), None)
    if last is None:
        return None
    if connections[rows.db].vendor == "postgresql":
        return *last, 0
    return *last, rows[:count].aggregate(smallest=models.Min("key"))["smallest"]


#: Trigrams that a name must share with a misspelled word to be looked at. Low, for short
#: words have few; how many letters are off is decided in quotes/names.py.
SIMILAR = 0.12


def narrowed_to_similar(names, wanted):
    """Return of PublicName rows those that may resemble every word wanted.

    PostgreSQL looks them up by trigrams; SQLite reads all names. What is left must be
    compared by the caller, on either.
    """
    connection = connections[names.db]
    if connection.vendor != "postgresql":
        return names
    with connection.cursor() as cursor:
        setting = "pg_trgm.word_similarity_threshold"
        cursor.execute("SELECT set_config(%s, %s, false)", [setting, str(SIMILAR)])
    for word in wanted:
        names = names.filter(_Similar(F("folded"), models.Value(word)))
    return names


class _Similar(models.Func):
    """The condition that a column holds a word like the one given (pg_trgm)."""

    template = "%(expressions)s"
    arg_joiner = " %%> "
    output_field = models.BooleanField()
    conditional = True
