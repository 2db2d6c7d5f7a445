"""Files for the pages of imports: records of our own NDJSON, made and packed."""

import json

TEXT = (
    "« Nous irons jusqu’au bout », a déclaré Anna Brandt.\n\n"
    "« Rien n’est décidé », a ajouté le ministre.\n"
)
FIRST, SECOND = "Nous irons jusqu’au bout", "Rien n’est décidé"


def ndjson(*records):
    """Return the bytes of a file with these records."""
    head = {"type": "export", "format": "newsroom-quotes", "version": 1}
    lines = [json.dumps(each, ensure_ascii=False) for each in (head, *records)]
    return "".join(f"{line}\n" for line in lines).encode()


def article(*quotes, number=1, **fields):
    """Return the record of an article of another newsroom."""
    return {
        "type": "article",
        "external_id": f"a-{number}",
        "publisher": "Autre Rédaction",
        "headline": f"Au bout, {number}",
        "language": "fr",
        "text": TEXT,
        "quotes": list(quotes or (quote(),)),
        **fields,
    }


def quote(words=FIRST, speaker="Anna Brandt", **fields):
    """Return the short record of a quote."""
    speakers = [{"name": speaker}] if speaker else []
    return {"external_id": words[:9], "words": words, "speakers": speakers, **fields}


GOOD = ndjson(article(quote(), quote(SECOND, speaker=None)))
#: The second article holds words that its text has not.
MIXED = ndjson(article(), article(quote("Jamais de la vie"), number=2))
