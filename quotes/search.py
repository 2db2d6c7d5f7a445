"""Search over folded text. With importers/load.py, settings and migrations the only
place that may ask which database this is; today both answer the same way.
"""

import re

from django.db.models import Q

from quotes.texts import fold

#: More words than this narrow nothing and only cost time.
MAX_WORDS = 12


def every_word(column, words):
    """Return the condition that a folded column holds each of the words given.

    Words in "marks", “marks” or « marks » are one phrase. Accents, case and the form of the
    apostrophe make no difference, on either database: both sides are folded.
    """
    condition = Q()
    for phrase in phrases(words)[:MAX_WORDS]:
        condition &= Q(**{f"{column}__contains": phrase})
    return condition


def phrases(words):
    """Return the folded words and quoted phrases of a query, in order."""
    found = []
    for index, part in enumerate(re.split('["“”«»]', words)):
        folded = fold(part)
        if not folded:
            continue
        found.extend([folded] if index % 2 else folded.split())
    return found
