"""Which speakers readers mean: by the words of a name, also misspelled ones.

Every word asked for must stand in one name of the speaker. Only where nobody is found
so, words that are one or two letters off count as well: none for words up to two
letters, one up to five, two above, and never the first letter (the “AUTO” fuzziness and
prefix length of Elasticsearch). Distances are rapidfuzz's optimal string alignment, in
which two letters that changed places are one error.
"""

from dataclasses import dataclass

from rapidfuzz.distance import OSA

from quotes.models import PublicName, Speaker
from quotes.search import narrowed_to_similar
from quotes.terms import words
from quotes.visibility import merged_families

#: Speakers that one filter takes at most; more than that is no name.
MOST = 500


@dataclass(frozen=True, slots=True)
class Found:
    """The keys of speakers, merged ones included; is_exact: as it was spelled."""

    keys: frozenset[int]
    is_exact: bool = True


def speakers_named(text):
    """Return the public speakers that a reader means by words of a name."""
    wanted = words(text)
    if not wanted:
        return Found(frozenset())
    rows = PublicName.objects.all()
    for word in wanted:
        rows = rows.filter(folded__contains=word)
    keys = _public(rows.values_list("speaker_id", flat=True).distinct()[:MOST])
    if keys:
        return Found(merged_families(Speaker, keys))
    return Found(merged_families(Speaker, _similar(wanted)), is_exact=False)


def suggestions(text, most=3):
    """Return [speaker] whose names resemble a word of a query that found nothing."""
    keys = []
    for word in words(text):
        if len(word) > 3:
            keys += _similar([word])
    found = Speaker.objects.public().filter(pk__in=keys[:MOST])
    return list(found.prefetch_related("names").order_by("name", "pk")[:most])


def _similar(wanted):
    """Return the keys of public speakers with a name like the words, the likest first."""
    rows = narrowed_to_similar(PublicName.objects.all(), wanted)
    found = {}
    for key, folded in rows.values_list("speaker_id", "folded"):
        off = _errors(wanted, words(folded))
        if off is not None:
            found[key] = min(off, found.get(key, off))
    public = _public(sorted(found, key=lambda key: (found[key], key))[:MOST])
    return sorted(public, key=lambda key: (found[key], key))


def _errors(wanted, given):
    """Return how many letters wanted words are off from some of those given, or None."""
    total = 0
    for word in wanted:
        allowed = 0 if len(word) < 3 else 1 if len(word) < 6 else 2
        best = min(
            (
                OSA.distance(word, each, score_cutoff=allowed)
                for each in given
                if each[0] == word[0]
            ),
            default=allowed + 1,
        )
        if best > allowed:
            return None
        total += best
    return total


def _public(keys):
    """Return those of the keys whose speaker, or who it was merged into, is public."""
    found = Speaker.objects.filter(pk__in=list(keys)).select_related(
        "merged_into__merged_into__merged_into"
    )
    survivors = {speaker.pk: speaker.resolved().pk for speaker in found}
    public = set(
        Speaker.objects.public()
        .filter(pk__in=set(survivors.values()))
        .values_list("pk", flat=True)
    )
    return [key for key, survivor in survivors.items() if survivor in public]
