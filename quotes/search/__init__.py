"""Full-text search of publications. With importers/load.py, public_state.py, settings and
migrations the only place that may ask which database this is.
"""

from quotes.search.conditions import (
    MAX_WORDS,
    Matches,
    condition,
    every_word,
    fts5_query,
    index_columns,
    tsquery,
    words_tree,
)
from quotes.search.planner import (
    ESTIMATED,
    about_how_many,
    end_of_stretch,
    estimated_count,
    narrowed_to_similar,
    newest_of_all,
)

__all__ = [
    "ESTIMATED",
    "MAX_WORDS",
    "Matches",
    "about_how_many",
    "condition",
    "end_of_stretch",
    "estimated_count",
    "every_word",
    "fts5_query",
    "index_columns",
    "narrowed_to_similar",
    "newest_of_all",
    "tsquery",
    "words_tree",
]
