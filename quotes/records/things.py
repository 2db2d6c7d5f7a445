"""Speakers, articles, sources and corrections that readers may see, as dictionaries."""

from quotes.addresses import api_path, page_path, permanent_path
from quotes.jsonld import moment
from quotes.public import public_chain, public_offices
from quotes.vocabulary import Status


def speaker_record(speaker, absolute):
    """Return a public speaker with its other names and the offices readers may see.

    Asks no more of the database where names and offices__printed_in are preloaded.
    """
    return {
        "id": speaker.public_id,
        "url": absolute(permanent_path("speaker", speaker.public_id)),
        "kind": speaker.kind,
        "name": speaker.name,
        "sort_name": speaker.sort_name or speaker.name,
        "description": speaker.description or None,
        "wikidata_id": speaker.wikidata_id or None,
        "names": [
            {
                "name": name.name,
                "kind": name.kind,
                "language": name.language,
                "is_display": name.is_display,
            }
            for name in speaker.names.all()
        ],
        "offices": [_office(office) for office in public_offices(speaker)],
        "links": {
            "html": absolute(page_path(speaker)),
            "json": absolute(api_path("speaker", speaker.public_id)),
            "quotes": absolute(f"{api_path('quotes')}?speaker={speaker.public_id}"),
        },
    }


def _office(office):
    return {
        "title": office.title or None,
        "organization": office.organization or None,
        "language": office.language,
        "held_from": _day(office.held_from),
        "held_to": _day(office.held_to),
        "printed_in": office.printed_in and office.printed_in.public_id,
    }


def article_record(article, absolute):
    """Return a public article, without its text.

    An article without a headline takes its title from its text: preload it.
    """
    return {
        "id": article.public_id,
        "url": absolute(permanent_path("article", article.public_id)),
        "title": article.title,
        "headline": article.headline or None,
        "byline": article.byline or None,
        "publisher": article.publisher or None,
        "dateline": article.dateline or None,
        "language": article.language,
        "original_url": article.url or None,
        "published_on": _day(article.published_on),
        "published_on_known": article.published_on_known or None,
        "published_printed": article.published_printed or None,
        "updated_printed": article.updated_printed or None,
        "rights": article.rights or None,
        "links": {
            "html": absolute(page_path(article)),
            "json": absolute(api_path("article", article.public_id)),
            "statements": absolute(api_path("article-statements", article.public_id)),
            "annotations": absolute(api_path("article-annotations", article.public_id)),
            "citron": absolute(api_path("article-citron", article.public_id)),
        },
    }


def source_record(source, absolute, chain=None):
    """Return a public source and what it relays, as far as readers may see it.

    chain is what public_chain(source) gives, for callers that have it already.
    """
    relayed = (public_chain(source) if chain is None else chain)[1:]
    return {
        "id": source.public_id,
        "url": absolute(permanent_path("source", source.public_id)),
        "kind": source.kind,
        "name": source.name,
        "language": source.language,
        "publisher": source.publisher or None,
        "dated_on": _day(source.dated_on),
        "terms": source.terms,
        "original_url": source.url or None,
        "archived_url": source.archived_url or None,
        "relays": [
            {
                "id": step.public_id,
                "url": absolute(permanent_path("source", step.public_id)),
                "kind": step.kind,
                "name": step.name,
            }
            for step in relayed
        ],
        "links": {
            "html": absolute(page_path(source)),
            "json": absolute(api_path("source", source.public_id)),
            "quotes": absolute(f"{api_path('quotes')}?source={source.public_id}"),
        },
    }


def correction_record(correction, absolute):
    """Return a published correction, loaded by with_publications().

    What was shown and what is right are None once the quote is withdrawn.
    """
    current = correction.quote.current[0]
    withdrawn = current.status == Status.WITHDRAWN
    return {
        "id": correction.public_id,
        "url": absolute(permanent_path("correction", correction.public_id)),
        "class": correction.correction_class,
        "error": correction.error,
        "notice": correction.notice,
        "language": correction.language,
        "shown": None if withdrawn else correction.shown,
        "right": None if withdrawn else correction.right,
        "delay_reason": correction.delay_reason or None,
        "published_at": moment(correction.published_at),
        "quote": {
            "id": current.public_id,
            "url": absolute(permanent_path("quote", current.public_id)),
            "version": current.number,
            "status": current.label.value,
        },
        "links": {
            "html": absolute(page_path(correction)),
            "json": absolute(api_path("correction", correction.public_id)),
            "quote": absolute(api_path("quote", current.public_id)),
        },
    }


def _day(value):
    return value and value.isoformat()
