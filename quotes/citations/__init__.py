"""Citations of a quote's public state, one small function for each format.

Every format is made of the same facts (quotes.citations.facts), which are made of a
publication's frozen data. A citation names who said it only while that is verified, and
says the status in words; it gives the address of the version that was read, so that it
goes on showing what was cited. Of a withdrawn quote it gives id, status and the
addresses of the notices. A format's words are the format's own, in its own language,
whatever the language of the page.
"""

from collections.abc import Callable
from dataclasses import dataclass

from quotes.citations.bibtex import bibtex
from quotes.citations.csl import csl_json
from quotes.citations.facts import Cited, cited
from quotes.citations.prose import apa, chicago, chicago_note, iso690, mla
from quotes.citations.ris import ris
from quotes.citations.wiki import cite_news, cite_web, lien_web, wikiquote

__all__ = ["FILES", "FORMATS", "Format", "citation", "file_name"]


@dataclass(frozen=True, slots=True)
class Format:
    """A way to cite: its name in itself, its language, and the function that writes it.

    Those that programs read have a suffix and a media type, and can be downloaded.
    """

    name: str
    language: str
    write: Callable[[Cited], str]
    suffix: str = ""
    media_type: str = ""


FORMATS = {
    "iso690": Format("ISO 690 (français)", "fr", iso690),
    "apa": Format("APA 7", "en", apa),
    "mla": Format("MLA 9", "en", mla),
    "chicago-note": Format("Chicago 17/18, note", "en", chicago_note),
    "chicago": Format("Chicago 17/18, bibliography", "en", chicago),
    "bibtex": Format(
        "BibTeX", "en", bibtex, "bib", "application/x-bibtex; charset=utf-8"
    ),
    "ris": Format(
        "RIS", "en", ris, "ris", "application/x-research-info-systems; charset=utf-8"
    ),
    "csl": Format(
        "CSL-JSON",
        "en",
        csl_json,
        "csl.json",
        "application/vnd.citationstyles.csl+json",
    ),
    "lien-web": Format("Wikipédia : {{Lien web}}", "fr", lien_web),
    "wikiquote": Format("Wikiquote : {{Citation}} + {{Réf Article}}", "fr", wikiquote),
    "cite-web": Format("Wikipedia: {{cite web}}", "en", cite_web),
    "cite-news": Format("Wikipedia: {{cite news}}", "en", cite_news),
}

#: Formats that can be downloaded, by what stands behind the dot.
FILES = {each.suffix: each for each in FORMATS.values() if each.suffix}


def citation(form, publication, absolute, *, now, sort_names=None):
    """Return a publication cited in one of FORMATS, as text.

    absolute turns a path of this site into an address with scheme and host; now is the
    aware moment at which it was read; sort_names gives sort names by the public ids of
    speakers ("Cancian, Mark"), where the caller has them.
    """
    return form.write(
        cited(
            publication,
            absolute,
            now=now,
            language=form.language,
            sort_names=sort_names or {},
        )
    )


def file_name(publication, suffix):
    """Return the name under which a citation is saved: id and version, then the suffix."""
    return f"quote-{publication.public_id}-v{publication.number}.{suffix}"
