"""Citations as CSL-JSON, the data of citation processors (csl-data.json, CSL 1.0.2)."""

import json
import re

#: Numbers in brackets over several lines; no string in JSON holds a line break.
_SPREAD = re.compile(r"\[\n\s+\[\n[\d,\s]+\n\s+\]\n\s+\]")


def csl_json(cited):
    """Return a list of one item, as JSON text with every date on one line."""
    text = json.dumps([csl_item(cited)], ensure_ascii=False, indent=2)
    return _SPREAD.sub(lambda found: "".join(found.group().split()), text) + "\n"


def csl_item(cited):
    """Return an item: the statement in its article, archived in this database.

    A title may be set between marks by a style: only a statement quoted as a whole is
    one, and stands there without marks of its own. The statement as it may be shown is
    the abstract, who and how sure the note.
    """
    day = cited.published_on
    item = {
        "id": cited.key,
        "type": "article-newspaper",
        "title": cited.words or cited.title,
        "author": [_name(name) for name in cited.authors],
        "container-title": cited.article,
        "publisher": cited.publisher,
        "issued": day and _date(day.isoformat()),
        "event-date": cited.said_on and _date(cited.said_on),
        "abstract": cited.statement,
        "language": cited.language,
        "archive": cited.database,
        "archive_location": cited.record,
        "version": cited.number and str(cited.number),
        "note": cited.told,
        "URL": cited.address,
        "accessed": _date(cited.consulted.isoformat()),
    }
    return {key: value for key, value in item.items() if value}


def _name(name):
    if name.family:
        return {"family": name.family, "given": name.given}
    return {"literal": name.full}


def _date(text):
    """Return 2024, 2024-11 or 2024-11-12 as date-parts."""
    return {"date-parts": [[int(part) for part in text.split("-")]]}
