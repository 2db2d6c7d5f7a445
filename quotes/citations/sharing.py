"""A quote as people pass it on: the words, who said them, how sure, and where."""

from urllib.parse import quote

from quotes.citations.facts import joined_by


def shared_text(cited, address):
    """Return a quote's facts as one line that can stand alone.

    address is where it is shown; the reader of a message is to see what became of it.
    """
    names = [name.full for name in cited.authors]
    said = f"{cited.statement} — {joined_by(cited.tongue.and_, names)}" if names else ""
    told = cited.tongue.semicolon.join(
        filter(None, (cited.publisher, cited.dated, cited.told))
    )
    return f"{said or cited.statement} ({told}). {address}"


def mail_address(subject, text):
    """Return a mailto: address with a subject and a text, and nobody to send it to."""
    return f"mailto:?subject={quote(subject, safe='')}&body={quote(text, safe='')}"
