"""What a query means, as conditions on publications.

Both databases hold the same terms (quotes/terms.py): PostgreSQL in a tsvector made of
`search_terms`, SQLite in an FTS5 table beside it (migration 0005). What a query means is
decided here, once, as a tree of terms; the databases only look terms up.
"""

from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import Expression

from quotes.queries import Item, Query, parse
from quotes.terms import BREAK, ENCODED, LANGUAGES, plain, terms, words
from quotes.texts import fold

#: More words than this narrow nothing and only cost time.
MAX_WORDS = 12


class Matches(Expression):
    """The condition that a publication's terms hold an expression.

    The expression is a tree of ("term", t), ("start", t), ("phrase", t, …),
    ("and", e, …) and ("or", e, …); terms are words of a–z and 0–9.
    """

    output_field = models.BooleanField()
    conditional = True

    def __init__(self, tree, since=0):
        super().__init__()
        self.tree = tree
        #: Rows that others found are asked whether they match, instead of matches being
        #: looked up: for matches that stand close together.
        self.is_read = False
        #: On SQLite: smaller keys are not looked at. Only where no row has one.
        self.since = since
        self.key = F("pk")

    def get_source_expressions(self):
        return [self.key]

    def set_source_expressions(self, expressions):
        (self.key,) = expressions

    def as_postgresql(self, compiler, connection):
        table = connection.ops.quote_name(self.key.alias)
        found = f'{table}."search_vector" @@ %s::tsquery'
        # What is tested for truth is looked up in no index.
        return f"({found}) IS TRUE" if self.is_read else found, [tsquery(self.tree)]

    def as_sqlite(self, compiler, connection):
        key, _none = compiler.compile(self.key)
        found = 'SELECT rowid FROM "quotes_search" WHERE "quotes_search" MATCH %s'
        if self.since:
            found += f" AND rowid >= {int(self.since)}"
        # What has a sign before it is looked up by no index.
        key = f"+{key}" if self.is_read else key
        return f"{key} IN ({found})", [fts5_query(self.tree)]


def tsquery(tree):
    """Return a tree as PostgreSQL's tsquery."""
    kind, *parts = tree
    if kind == "term":
        return f"'{parts[0]}'"
    if kind == "start":
        return f"'{parts[0]}':*"
    if kind == "phrase":
        return "(" + " <-> ".join(f"'{each}'" for each in parts) + ")"
    return "(" + {"and": " & ", "or": " | "}[kind].join(map(tsquery, parts)) + ")"


def fts5_query(tree):
    """Return a tree as an FTS5 expression."""
    kind, *parts = tree
    if kind == "term":
        return f'"{parts[0]}"'
    if kind == "start":
        return f'"{parts[0]}"*'
    if kind == "phrase":
        return '"' + " ".join(parts) + '"'
    return "(" + {"and": " AND ", "or": " OR "}[kind].join(map(fts5_query, parts)) + ")"


# What a query means


def condition(query: Query, field_condition) -> Q:
    """Return what publications must fulfil to be found by a query.

    field_condition(item) returns the condition of a field item that is not negated.
    """
    found = Q()
    simple = []
    for clause in query.clauses:
        if all(_is_simple(item) for item in clause):
            simple.append(clause)
            continue
        either = Q()
        for item in clause:
            one = field_condition(item) if item.field else _one(item)
            either |= ~one if item.is_negated else one
        found &= either
    return found & _words_condition(simple)


def every_word(column, text):
    """Return the condition that a folded column holds each of the words given.

    For short columns (titles, names of sources); words in marks are one phrase.
    """
    found = Q()
    for item in parse(text).items[:MAX_WORDS]:
        found &= Q(**{f"{column}__contains": fold(item.text.rstrip("*"))})
    return found


def _is_simple(item: Item):
    return not (item.field or item.is_phrase or item.is_negated)


def _words_condition(clauses):
    """Return the condition of clauses of plain words, made by language.

    What is a stop word in one language is left out for it alone. Where a language has
    nothing left to look up, its texts are read for the words as they are.
    """
    if not clauses:
        return Q()
    trees, literal = [], Q()
    for language in LANGUAGES:
        parts = [_any_tree(clause, language) for clause in clauses]
        parts = [part for part in parts if part is not None]
        if parts:
            trees.append(_joined("and", parts))
        else:
            literal |= Q(language=language) & _all_literal(clauses)
    return (
        Q(Matches(_joined("or", trees))) | literal
        if literal
        else (Q(Matches(_joined("or", trees))))
    )


def _all_literal(clauses):
    found = Q()
    for clause in clauses:
        either = Q()
        for item in clause:
            either |= _literal(item)
        found &= either
    return found


def _one(item: Item):
    """Return the condition of one word or phrase in any language, unnegated."""
    trees = [_tree(item, language) for language in LANGUAGES]
    if None in trees:
        return _literal(item)
    found = Q(Matches(_joined("or", trees)))
    return found & _literal(item) if item.is_phrase else found


def _any_tree(clause, language):
    """Return the tree of a clause in a language, None where it asks nothing."""
    trees = [_tree(item, language) for item in clause]
    return None if None in trees else _joined("or", trees)


def _tree(item: Item, language):
    """Return the tree of a word or phrase in a language, None if all are stop words."""
    found = terms(item.text, language)
    if not found:
        return None
    start = plain(words(item.text)[0])
    if item.is_start and not ENCODED.startswith(start):
        return _joined("or", [("start", start), ("term", found[0])])
    return ("term", found[0]) if len(found) == 1 else ("phrase", *found)


def words_tree(text):
    """Return the tree of texts that hold every word, in whichever language they are.

    None where all are stop words. Fields mean nothing here: their text is looked for.
    """
    clauses = [[item] for item in parse(text).items[:MAX_WORDS] if item.text]
    trees = []
    for language in LANGUAGES:
        parts = [_any_tree(clause, language) for clause in clauses]
        parts = [part for part in parts if part is not None]
        if parts:
            trees.append(_joined("and", parts))
    return _joined("or", trees) if trees else None


def _joined(kind, trees):
    """Return one tree of several; the same one twice is one."""
    trees = list(dict.fromkeys(trees))
    return trees[0] if len(trees) == 1 else (kind, *trees)


def _literal(item: Item):
    """Return the condition that the words stand so in the text, one after the other."""
    return Q(search_words__contains=f" {' '.join(words(item.text))} ")


# What a publication is found by


def index_columns(publication):
    """Return the derived columns of a publication: what search and facets look up.

    Made of its own columns alone, so that it can be made anew at any time.
    """
    parts = _parts(publication)
    office = (publication.shown.get("speakers") or [{}])[0].get("office") or {}
    return {
        "search_words": _parted(words(part) for part in parts),
        "search_terms": _parted(terms(part, publication.language) for part in parts),
        "office": ", ".join(
            filter(None, [office.get("title", ""), office.get("organization", "")])
        )[:300],
    }


def _parts(publication):
    """Return the texts that a reader can find a publication by; none once withdrawn."""
    if not publication.words:
        return []
    passage = "".join(text for _role, text in publication.shown.get("passage", ()))
    pieces = publication.words.split(" […] ")
    return [
        passage,
        *(piece for piece in pieces if piece not in passage),
        publication.state.get("occasion", ""),
        *publication.speaker_search.split(" · "),
    ]


def _parted(parts):
    """Return words in one text, a mark between the parts: no phrase reaches across."""
    texts = [" ".join(part) for part in parts]
    texts = [text for text in texts if text]
    return f" {f' {BREAK} '.join(texts)} " if texts else ""
