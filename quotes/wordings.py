"""Finding rows by their words: quotes by terms, and whatever has a name by its letters.

Two kinds of index, both kept by the databases themselves (migration 0012):

- `quotes_quoteterms` holds the terms of a quote's words (quotes/terms.py), published or
  not; PostgreSQL looks them up in a tsvector, SQLite in an FTS5 table beside it.
- Articles, speakers, their other names and offices, sources and corrections are found
  by the beginnings of their words, without accents: PostgreSQL has a generated column
  `found_by`, SQLite a table `…_found` that triggers keep in step.
"""

from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import Expression

from quotes.search import fts5_query, tsquery, words_tree
from quotes.terms import words

#: More words than this narrow nothing and only cost time.
MAX_WORDS = 8


class Holds(Expression):
    """The condition that the index of a row holds an expression (quotes/search.py).

    column is the tsvector in the row's own table; table the FTS5 table, by the row's key.
    """

    output_field = models.BooleanField()
    conditional = True

    def __init__(self, tree, column, table, key="pk"):
        super().__init__()
        self.tree, self.column, self.table = tree, column, table
        self.key = F(key)

    def get_source_expressions(self):
        return [self.key]

    def set_source_expressions(self, expressions):
        (self.key,) = expressions

    def as_postgresql(self, compiler, connection):
        # A table of a subquery is called by an alias, which Django does not quote.
        table = compiler.quote_name_unless_alias(self.key.alias)
        row = f"{table}.{connection.ops.quote_name(self.column)}"
        return f"{row} @@ %s::tsquery", [tsquery(self.tree)]

    def as_sqlite(self, compiler, connection):
        key, _none = compiler.compile(self.key)
        table = connection.ops.quote_name(self.table)
        found = f"SELECT rowid FROM {table} WHERE {table} MATCH %s"  # noqa: S608
        return f"{key} IN ({found})", [fts5_query(self.tree)]


def quotes_holding(text):
    """Return the condition, for QuoteTerms, that a quote holds every word of a text.

    Words in marks are one phrase. Endings and accents do not count, as in the readers'
    search; what has only stop words is found nowhere: None.
    """
    tree = words_tree(text.replace("\0", " "))
    return None if tree is None else Q(Holds(tree, "vector", "quotes_terms", "quote"))


def named(model, text):
    """Return the condition, for a model with a name, that words begin as those of a text.

    Every word must begin a word of the row; accents and case do not count. None for a
    text without words.
    """
    found = words(text.replace("\0", " "))[:MAX_WORDS]
    if not found:
        return None
    parts = [("start", word) for word in dict.fromkeys(found)]
    tree = parts[0] if len(parts) == 1 else ("and", *parts)
    return Q(Holds(tree, "found_by", f"{model._meta.db_table}_found"))
