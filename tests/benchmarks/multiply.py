"""Many times the rows of a database, made by the database itself, on PostgreSQL.

`python -m tests.benchmarks.multiply --times 10` takes the database of DATABASE_URL as it
is and copies every row nine times: keys and foreign keys shifted, new public ids. The
first rows are spread over all years; each copy gets its share of the years in turn, so
that keys follow days. Speakers and sources are copied only with --cast-times.

What a copy is not: text, JSON (states, display texts) and digests are those of the
original, so that check_data and verify_ledger fail on copies; ids inside JSON name the
original's rows. Every listed copy has one word of its own kind more, in `words` and in
what is searched alike: it stands in 1 to 20 rows of the whole (rare_word()). All other
words keep their law of Zipf.

With --light copies are lighter, some 4 to 5 KB instead of 11: no spans, and no states
in their reviews and publications; nor are their foreign keys proven. Lists and search
read none of these; a quote's own pages do, so ask for those of the first rows.
"""

import argparse
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import psycopg

from tests.benchmarks.index_rebuilding import drop_indexes, put_back
from tests.processes import say

#: Copied once for each of --cast-times; everything else once for each of --times.
CAST = ("Speaker", "SpeakerName", "Office", "Source", "PublicName")
#: Beyond the tables of a corpus; names that a version does not have are left out.
MORE = ("ReaderReport", "QuoteLink")

#: What --light leaves out of copies, and what it puts into columns of them.
LEFT_OUT = ("Span",)
LIGHT = {
    ("Review", "state"): "'{}'::jsonb",
    # What lists read of it.
    ("Publication", "state"): "jsonb_build_object('occasion', t.state->'occasion', "
    "'said_on', t.state->'said_on')",
    ("Attribution", "mention"): "NULL",
}

#: No vowel and no s or y: no stemmer takes anything off such a word.
LETTERS = "bcdfghjklmnpqrtv"
#: A rare word stands in 1 to so many rows.
RAREST = 20


def tables():
    """Return the models that are copied."""
    from quotes import models
    from tests.benchmarks.loading import MODELS

    more = [getattr(models, name) for name in MORE if hasattr(models, name)]
    return [*MODELS, *more]


def rare_word(key):
    """Return SQL for the rare word of a quote's key; it stands in 1 to 20 quotes."""
    kind = f"(1 + {key} % {RAREST})"
    word = f"to_hex({kind}) || to_hex({key} / {RAREST} / {kind})"
    return f"('q' || translate({word}, '0123456789abcdef', '{LETTERS}'))"


class Copier:
    """Writes the copies of all tables, several at once.

    parameters: those of psycopg.connect; the role must be a superuser.
    """

    def __init__(self, connection, times, *, cast_times=1, days=None, light=False):
        self.connection, self.times, self.cast_times = connection, times, cast_times
        self.light = light
        given = connection.get_connection_params()
        names = ("host", "port", "user", "password", "dbname")
        self.parameters = {name: given[name] for name in names if name in given}
        self.models = tables()
        self.shifts = {model: self._one(_LAST, model) for model in self.models}
        self.days = self._one(
            "SELECT coalesce(max(published_on) - min(published_on), 0) FROM {table}",
            self._model("Article"),
        )
        #: From the first day of the first rows to the last day of the last copy.
        self.all_days = days or self.days

    def run(self):
        """Copy everything; return {model: rows there are now}."""
        dropped = drop_indexes(self.connection, self.models)
        self.copy_all()
        self.finish(dropped)
        return {model: self._one(_COUNT, model) for model in self.models}

    def copy_all(self):
        """Write the copies of all tables, without indexes but for primary keys."""
        began = time.perf_counter()
        with ThreadPoolExecutor(os.cpu_count()) as threads:
            for told in threads.map(self._copy, self._tasks()):
                if told:
                    say(f"  {told}, after {time.perf_counter() - began:.0f} s")
        self._reset()

    def finish(self, dropped):
        """Make indexes and constraints again, and statistics."""
        began = time.perf_counter()
        put_back(dropped, self.parameters, is_proven=not self.light)
        say(f"  indexes and foreign keys: {time.perf_counter() - began:.0f} s")
        began = time.perf_counter()
        with self.connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        say(f"  vacuum and statistics: {time.perf_counter() - began:.0f} s")

    def _tasks(self):
        """Return (model, number of the copy), the large tables first."""
        order = sorted(self.models, key=lambda model: -self._one(_SIZE, model))
        return [
            (model, number)
            for model in order
            for number in range(1, self._times_of(model))
        ]

    def _times_of(self, model):
        if self.light and model.__name__ in LEFT_OUT:
            return 1
        return self.cast_times if model.__name__ in CAST else self.times

    def _copy(self, task):
        model, number = task
        with psycopg.connect(**self.parameters, autocommit=True) as link:
            # No triggers; every copied key is one that exists, and is proved at the end.
            link.execute("SET session_replication_role = replica")
            count = link.execute(self.statement(model, number)).rowcount
        is_last = number == self._times_of(model) - 1
        return f"{model.__name__}: {number} × {count:,}" if is_last else ""

    def statement(self, model, number):
        """Return the SQL that writes a copy of a table's first rows."""
        columns, values = [], []
        for field in model._meta.concrete_fields:
            if not getattr(field, "generated", False):
                columns.append(f'"{field.column}"')
                values.append(self._value(field, model, number))
        table, key = model._meta.db_table, model._meta.pk.column
        into = f"INSERT INTO {table} ({', '.join(columns)}) "
        chosen = f'WHERE t."{key}" <= {self.shifts[model]} ORDER BY t."{key}"'
        # Names and numbers of our own.
        return f"{into} SELECT {', '.join(values)} FROM {table} t {chosen}"  # noqa: S608

    def _value(self, field, model, number):
        column, kind = f't."{field.column}"', field.get_internal_type()
        target = field.remote_field.model if field.is_relation else None
        if self.light and (model.__name__, field.name) in LIGHT:
            return LIGHT[model.__name__, field.name]
        if field.primary_key and target is None:
            return f"{column} + {number * self.shifts[model]}"
        if target in self.shifts:
            return f"{column} + {self._number_of(target, model, number) * self.shifts[target]}"
        if field.name == "public_id":
            return self._public_id(model, number)
        if field.name in ("external_id", "wikidata_id"):
            # Empty stays empty; what is set stays unique.
            return f"CASE WHEN {column} = '' THEN '' ELSE {column} || '-{number}' END"
        if model.__name__ == "ReaderReport" and field.name in ("key", "form_digest"):
            return f"substr(md5({column} || '{number}'), 1, 22)"
        if kind in ("DateField", "DateTimeField"):
            return self._later(column, kind, model, number)
        return self._with_rare_word(column, field.name, model, number)

    def _number_of(self, target, model, number):
        """Return which copy of a target a copy refers to."""
        if target.__name__ in CAST and model.__name__ not in CAST:
            return number % self.cast_times
        return number

    def _public_id(self, model, number):
        """Return SQL for a public id that follows from the key; its own or its quote's."""
        owner = self._model("Quote") if model.__name__ == "Publication" else model
        key = f"({self._key_of_quote(model) if owner is not model else 't.id'}"
        key += f" + {number * self.shifts[owner]})"
        salt = f"substr(md5({key}::text || '{owner.__name__}'), 1, 4)"
        return f"{salt} || lpad(to_hex({key}), 8, '0')"

    def _key_of_quote(self, model):
        return "t.id" if model.__name__ == "Quote" else "t.quote_id"

    def _later(self, column, kind, model, number):
        """Return SQL for a day or moment, moved into the years of a copy.

        By its article where the row names it, else by its quote: both are numbered in
        the order of days, so that what belongs together moves together.
        """
        names = {field.column for field in model._meta.concrete_fields}
        is_quote = model.__name__ == "Quote" or "quote_id" in names
        is_article = model.__name__ == "Article" or "article_id" in names
        is_link = "publication_id" in names
        if model.__name__ in CAST or not (is_quote or is_article or is_link):
            return column
        if is_link or (is_article and (kind == "DateField" or not is_quote)):
            key = "t.id" if model.__name__ == "Article" else "t.article_id"
            if is_link:
                key = f"({_ARTICLE})"
            part = self._part(key, "Article")
        else:
            key = self._key_of_quote(model)
            part = self._part(key, "Quote")
        share = f"({number - 1} + {part}) / {max(self.times - 1, 1)}"
        days = f"({share} * {self.all_days} - {part} * {self.days})::int"
        if kind == "DateField":
            # The first day there is stands for none.
            return f"CASE WHEN {column} < '0002-01-01' THEN {column} ELSE {column} + {days} END"
        return f"{column} + make_interval(days => {days})"

    def _part(self, key, name):
        """Return SQL for how far a key is between the first (0) and the last one (1)."""
        return f"({key} - 1)::float8 / {max(self.shifts[self._model(name)] - 1, 1)}"

    def _with_rare_word(self, column, name, model, number):
        """Return SQL for a column; where words are kept, with the rare word at its end."""
        of = {
            ("Quote", "words"): "{0} || ' ' || {1}",
            ("Publication", "words"): "{0} || ' ' || {1}",
            ("QuoteTerms", "terms"): "{0} || '| ' || {1} || ' '",
            ("Publication", "search_text"): "{0} || ' ' || {1}",
            ("Publication", "search_words"): "{0} || '| ' || {1} || ' '",
            ("Publication", "search_terms"): "{0} || '| ' || {1} || ' '",
        }.get((model.__name__, name))
        if of is None:
            return column
        shift = number * self.shifts[self._model("Quote")]
        word = rare_word(f"({self._key_of_quote(model)} + {shift})")
        kept = "terms" if model.__name__ == "QuoteTerms" else "words"
        return (
            f"CASE WHEN t.{kept} = '' THEN {column} ELSE {of.format(column, word)} END"
        )

    def _model(self, name):
        return next(model for model in self.models if model.__name__ == name)

    def _one(self, statement, model):
        table, key = model._meta.db_table, model._meta.pk.column
        with self.connection.cursor() as cursor:
            cursor.execute(statement.format(table=table, key=key))
            return cursor.fetchone()[0]

    def _reset(self):
        """Let the next row of each table take a key after those that were written."""
        for model in self.models:
            if not model._meta.pk.is_relation:
                self._one(_RESET, model)


_ARTICLE = "SELECT article_id FROM quotes_publication p WHERE p.id = t.publication_id"
_LAST = 'SELECT coalesce(max("{key}"), 0) FROM {table}'
_COUNT = "SELECT count(*) FROM {table}"
_SIZE = "SELECT pg_table_size('{table}')"
_RESET = (
    "SELECT setval(pg_get_serial_sequence('{table}', '{key}'), "
    '(SELECT coalesce(max("{key}"), 1) FROM {table}))'
)


def main(arguments=None):
    """Multiply the database of DATABASE_URL; return the status to exit with."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--times", type=int, required=True)
    parser.add_argument("--cast-times", type=int, default=1)
    parser.add_argument("--light", action="store_true", help="lighter copies")
    parser.add_argument("--days", type=int, help="that copies cover; as the first rows")
    options = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django
    from django.db import connection

    django.setup()
    if connection.vendor != "postgresql":
        say("Rows are multiplied on PostgreSQL only; name one in DATABASE_URL.")
        return 1
    began = time.perf_counter()
    copier = Copier(
        connection,
        options.times,
        cast_times=options.cast_times,
        days=options.days,
        light=options.light,
    )
    counts = copier.run()
    for model, count in counts.items():
        say(f"  {model.__name__}: {count:,}")
    say(f"multiplied in {time.perf_counter() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
