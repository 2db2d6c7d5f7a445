"""What a dump says of itself: datapackage.json (Data Package v1) and its README."""

import json

from django.conf import settings

from quotes.jsonld import moment
from quotes.texts import slug

RIGHTS = (
    "The words belong to those who said them, and articles to their publishers; no "
    "article's text is in here. Quote with the source, the status and the date of this "
    "dump. A quote that was withdrawn since is not to be shown any more."
)
_MEDIA_TYPES = {"csv": "text/csv", "ndjson": "application/x-ndjson"}


def data_package(files, base_url, now):
    """Return datapackage.json as text; files are the Written ones."""
    package = {
        "profile": "data-package",
        "name": f"{slug(settings.NEWSROOM_NAME) or 'quotes'}-dump",
        "title": settings.NEWSROOM_NAME,
        "description": f"All public quotes of {settings.NEWSROOM_NAME}. {RIGHTS}",
        "homepage": base_url,
        "created": moment(now),
        **_licenses(),
        "resources": [_resource(written) for written in files],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _licenses():
    """Return the license that the settings state, or none: a gap is not a permission."""
    name, _space, address = settings.NEWSROOM_DATA_LICENSE.partition(" ")
    return {"licenses": [{"name": name, "path": address}]} if name else {}


def _resource(written):
    table, form = written.table, written.form
    is_csv = form == "csv"
    schema = {
        "fields": table.column_fields if is_csv else table.record_fields,
        "missingValues": [""],
        "primaryKey": ["id"],
    }
    keys = [
        {"fields": [column], "reference": {"resource": other, "fields": ["id"]}}
        for column, other in table.foreign_keys.items()
    ]
    if is_csv and keys:
        schema["foreignKeys"] = keys
    dialect = {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True}
    return {
        "name": table.name if is_csv else f"{table.name}-{form}",
        "title": table.title,
        "path": written.path,
        "profile": "tabular-data-resource" if is_csv else "data-resource",
        "format": form,
        "mediatype": _MEDIA_TYPES[form],
        "encoding": "utf-8",
        **({"compression": "gz"} if written.path.endswith(".gz") else {}),
        "bytes": written.bytes,
        "hash": f"sha256:{written.sha256}",
        "rows": written.rows,
        **({"dialect": dialect} if is_csv else {}),
        "schema": schema,
    }


def readme(files, base_url, now):
    """Return the README of a dump, Markdown."""
    counts = "\n".join(f"- `{written.path}`: {written.rows}" for written in files)
    license_ = settings.NEWSROOM_DATA_LICENSE or "none stated"
    return f"""\
# {settings.NEWSROOM_NAME}: all public quotes

Written {moment(now)} from <{base_url}>. One moment of the database: no row is older or
newer than another.

{counts}

`datapackage.json` describes every file and every column (Frictionless Data Package v1).
`sha256sum -c SHA256SUMS` tells whether all arrived as it was written.

- Every table is there twice. NDJSON has whole records, one on each line, in the shape of
  the read API; CSV has one row for each, several values of a cell parted by “ · ”.
- UTF-8 without a byte order mark; CSV with CRLF and a header, one record on each line.
- A CSV cell that a spreadsheet would take for a formula begins with an apostrophe.
- `statement` is how a statement may be shown: quotation marks stand around quoted words
  alone. A *reported* one is never to be set between marks, nor without its cue.
- Who said it is settled while the status is *verified*; *unresolved* means that nobody
  knows, and *under review* that the quote was changed since it was decided.
- A *withdrawn* quote is there with id, status and notices: take it out of your copies.

License: {license_}. {RIGHTS}
"""
