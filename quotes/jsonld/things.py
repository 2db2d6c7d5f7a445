"""Speakers, articles, sources and corrections, made of rows that readers may see."""

from quotes.addresses import permanent_path
from quotes.jsonld.quotations import (
    SPEAKERS,
    article,
    brief,
    correction_comment,
    without_gaps,
)
from quotes.vocabulary import SpeakerKind, Status

#: The address by which Wikidata names a thing: an identifier, nothing asks it.
WIKIDATA = "http://www.wikidata.org/entity/{}"


def speaker(row, absolute, offices=()):
    """Return a speaker as a Person or an Organization.

    offices are those that readers may see. Asks no more of the database where the
    other names are preloaded.
    """
    names = dict.fromkeys(name.name for name in row.names.all())
    names.pop(row.name, None)
    is_person = row.kind == SpeakerKind.PERSON
    return without_gaps(
        {
            "@type": SPEAKERS[SpeakerKind(row.kind)],
            "@id": absolute(permanent_path("speaker", row.public_id)),
            "name": row.name,
            "alternateName": list(names),
            "disambiguatingDescription": row.description,
            "sameAs": row.wikidata_id and WIKIDATA.format(row.wikidata_id),
            "affiliation": [_role(office) for office in offices] if is_person else [],
        }
    )


def _role(office):
    """Return an office as a role: what was held where, from when to when."""
    body = office.organization
    return without_gaps(
        {
            "@type": "OrganizationRole",
            "roleName": office.title,
            "startDate": _day(office.held_from),
            "endDate": _day(office.held_to),
            "affiliation": body and {"@type": "Organization", "name": body},
        }
    )


def news_article(row, publications, absolute):
    """Return an article with its statements in short and the corrections of them.

    publications are the current ones of its quotes. Of a withdrawn one only the
    notices are told.
    """
    frozen = {
        "id": row.public_id,
        "headline": row.headline,
        "publisher": row.publisher,
        "language": row.language,
        "url": row.url,
        "published_on": _day(row.published_on),
    }
    comments = [
        correction_comment(notice, _quote_id(publication, absolute), absolute)
        for publication in publications
        for notice in publication.shown["notices"]
    ]
    return without_gaps(
        {
            **article(frozen, absolute),
            "creditText": row.byline,
            "dateline": row.dateline,
            "copyrightNotice": row.rights,
            "hasPart": [
                brief(publication, absolute)
                for publication in publications
                if publication.status != Status.WITHDRAWN
            ],
            "correction": sorted(
                comments, key=lambda each: each["datePublished"], reverse=True
            ),
        }
    )


def _quote_id(publication, absolute):
    return absolute(permanent_path("quote", publication.public_id))


def source(chain, absolute):
    """Return a source as a CreativeWork, based on what it relays, and so on outward.

    chain begins with the source and holds what readers may see of it.
    """
    found = None
    for step in reversed(chain):
        found = without_gaps(
            {
                "@type": "CreativeWork",
                "@id": absolute(permanent_path("source", step.public_id)),
                "name": step.name,
                "inLanguage": step.language,
                "datePublished": _day(step.dated_on),
                "publisher": step.publisher
                and {"@type": "Organization", "name": step.publisher},
                "url": step.url,
                "archivedAt": step.archived_url,
                "isBasedOn": found,
            }
        )
    return found


def correction(row, absolute):
    """Return a published correction, its quote loaded, as a CorrectionComment."""
    notice = {
        "id": row.public_id,
        "notice": row.notice,
        "language": row.language,
        "published_at": row.published_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    about = absolute(permanent_path("quote", row.quote.public_id))
    return correction_comment(notice, about, absolute)


def _day(value):
    return value and value.isoformat()
