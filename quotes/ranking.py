"""Best match first, among the newest matches.

Ranking everything that a frequent word matches would read every one of those rows
(measured on PostgreSQL at ten million: seconds). So the newest thousand are ranked, and
whoever shows the order says so. The order is Okapi BM25 (Robertson and Zaragoza 2009,
k1 = 1.2, b = 0.75) over the terms of both databases alike.
"""

import math
from collections import Counter

from quotes.lookups import OneOf
from quotes.newest import newest_keys
from quotes.terms import BREAK, terms

#: So many matches are ranked, the newest ones.
RANKED = 1000

_K1, _B = 1.2, 0.75


def best_first(publications, query, found=None):
    """Return the keys of the newest 1,000 of publications, the best match first.

    publications: a queryset that the query already narrowed; found: what newest_keys()
    found of it, if the caller has it. Among equals the newest
    comes first. A query without words gives the newest first.
    """
    found = found or newest_keys(publications, RANKED, least=1)
    keys = found.keys[:RANKED]
    rows = publications.model.objects.filter(OneOf("pk", keys)).order_by()
    read = {row[0]: row for row in rows.values_list("pk", "language", "search_terms")}
    texts = [
        (key, language, _terms(text))
        for key, language, text in (read[key] for key in keys if key in read)
    ]
    asked = [item.text for item in query.items if not (item.field or item.is_negated)]
    scores = _scores(texts, asked)
    order = sorted(range(len(texts)), key=lambda at: (-scores[at], at))
    return [texts[at][0] for at in order]


def _terms(text):
    return [word for word in text.split() if word != BREAK]


def _scores(texts, asked):
    by_language = {}
    counts, wanted = [], []
    for _key, language, found in texts:
        if language not in by_language:
            by_language[language] = {
                each for text in asked for each in terms(text, language)
            }
        mine = by_language[language]
        wanted.append(mine)
        counts.append(Counter(each for each in found if each in mine))
    with_term = Counter(each for count in counts for each in count)
    average = sum(len(found) for _k, _l, found in texts) / len(texts) if texts else 1
    scores = []
    for count, (_key, _language, found) in zip(counts, texts, strict=True):
        norm = _K1 * (1 - _B + _B * len(found) / (average or 1))
        scores.append(
            round(
                sum(
                    math.log(
                        1
                        + (len(texts) - with_term[each] + 0.5) / (with_term[each] + 0.5)
                    )
                    * times
                    * (_K1 + 1)
                    / (times + norm)
                    for each, times in sorted(count.items())
                ),
                9,
            )
        )
    return scores
