"""Citations in the RIS format of reference managers.

A tag of two signs, two spaces, a hyphen, a space, a value; CRLF ends a line, so that no
value may hold one. UTF-8.
"""


def ris(cited):
    """Return a record of type NEWS, a piece in a newspaper, the nearest that there is.

    Authors that are no persons have no comma, which tells programs not to turn them.
    """
    day = cited.published_on
    rows = [
        ("TY", "NEWS"),
        *(("AU", name.inverted) for name in cited.authors),
        ("TI", cited.title),
        ("T2", cited.article),
        ("PB", cited.publisher),
        ("PY", day and str(day.year)),
        ("DA", day and f"{day:%Y/%m/%d}/"),
        ("AB", cited.statement),
        ("N1", cited.told),
        ("DB", cited.database),
        ("AN", cited.public_id),
        ("ET", cited.number and f"version {cited.number}"),
        ("LA", cited.language),
        ("UR", cited.address),
        ("Y2", f"{cited.consulted:%Y/%m/%d}/"),
    ]
    lines = [f"{tag}  - {value}" for tag, value in rows if value]
    return "\r\n".join((*lines, "ER  - ", ""))
