"""Which speakers a search at the desk ranks: those that hold its words, so many at most."""

from quotes.bounds import keys_of
from quotes.models import Attribution, Office, Speaker, SpeakerName
from quotes.wordings import named

#: So many are ranked; of more, who comes first by name: another letter tells them apart.
CANDIDATES = 500


def candidates(words, quote):
    """Return the keys of up to CANDIDATES speakers to rank, and of whom a quote's
    article names.

    Each word must begin a word of a name, a description or an office.
    """
    rows = Speaker.objects.standing()
    if words and all(named(Speaker, word) is None for word in words):
        return set()  # signs alone name nobody
    for word in words:
        if (own := named(Speaker, word)) is None:  # a dash, a quotation mark
            continue
        rows = rows.filter(
            # In no order: SQLite takes none inside a union.
            pk__in=Speaker.objects.order_by()
            .filter(own)
            .values("pk")
            .union(
                SpeakerName.objects.order_by()
                .filter(named(SpeakerName, word))
                .values("speaker"),
                Office.objects.order_by().filter(named(Office, word)).values("speaker"),
                all=True,
            )
        )
    near = set()
    if quote is not None:
        claims = Attribution.objects.filter(quote__article=quote.article_id)
        near = set(claims.exclude(speaker=None).values_list("speaker", flat=True))
        near = set(keys_of(rows.filter(pk__in=near).order_by("pk"), CANDIDATES).keys)
    return near | set(keys_of(rows.order_by("name", "pk"), CANDIDATES).keys)
