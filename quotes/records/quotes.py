"""A quote's public state as a plain dictionary, made of frozen data alone."""

from quotes.addresses import api_path, page_path, permanent_path
from quotes.jsonld import known_date, moment, quoted_words
from quotes.typography import plain_statement
from quotes.vocabulary import Status


def quote_record(publication, absolute):
    """Return one public state of a quote.

    `statement` is plain text with quotation marks around quoted words alone, reported
    speech with its cue and mention. `words` is the bare content; None where it would
    say something else than the statement does (reported, denied, requested). Of a
    withdrawn quote only id, url, version, status, changed_at, notices and links are
    there.
    """
    shown = publication.shown
    withdrawn = publication.status == Status.WITHDRAWN
    record = {
        "id": publication.public_id,
        "url": absolute(permanent_path("quote", publication.public_id)),
        "version": publication.number,
        "status": publication.label.value,
    }
    if not withdrawn:
        record |= _statement(publication)
        record |= _circumstances(publication, absolute)
        record["published_at"] = moment(publication.published_at)
    return record | {
        "changed_at": moment(publication.changed_at),
        "notices": [
            _notice(notice, absolute, withdrawn=withdrawn)
            for notice in shown["notices"]
        ],
        "links": _quote_links(publication, absolute),
    }


def _statement(publication):
    shown = publication.shown
    return {
        "corrected": publication.is_corrected,
        "single_editor": publication.is_single_editor,
        "statement": plain_statement(shown["parts"], publication.language),
        "words": None if shown["is_passage"] else publication.words,
        "quoted_words": quoted_words(publication) or None,
        "reported": shown["is_passage"],
        "kind": publication.kind,
        "polarity": publication.polarity,
        "language": publication.language,
        "is_heading": publication.is_heading,
        "as_printed": shown["mention"] or None,
        "cue": shown["cue"] or None,
        "occasion": publication.state["occasion"] or None,
        "evidence": shown["evidence"] or None,
    }


def _circumstances(publication, absolute):
    shown, said = publication.shown, publication.state["said_on"]
    return {
        "speakers": [_named(row, absolute) for row in shown["speakers"]],
        "office_on": {"date": shown["day"]["date"], "is": shown["day"]["is"] or None},
        "shown_wrongly": [
            {"speaker": row["speaker"], "as_printed": row["mention"] or None}
            for row in shown["wrong"]
        ],
        "said_on": {
            "date": known_date(said),
            "precision": said["precision"] or None,
            "known": said["known"] or None,
        },
        "date": publication.dated_on and publication.dated_on.isoformat(),
        "article": _frozen_article(shown["article"], absolute),
        "sources": [
            {
                "id": step["id"],
                "url": absolute(permanent_path("source", step["id"])),
                "kind": step["kind"],
                "name": step["name"],
                "language": step["language"],
                "publisher": step["publisher"] or None,
                "dated_on": step["dated_on"],
                "original_url": step["url"] or None,
            }
            for step in shown["chain"]
        ],
    }


def _named(row, absolute):
    return {
        "id": row["id"],
        "url": absolute(permanent_path("speaker", row["id"])),
        "kind": row["kind"],
        "name": row["name"],
        "names": row["names"],
        "office": row["office"],
    }


def _frozen_article(frozen, absolute):
    return {
        "id": frozen["id"],
        "url": absolute(permanent_path("article", frozen["id"])),
        "title": frozen["title"],
        "headline": frozen["headline"] or None,
        "publisher": frozen["publisher"] or None,
        "published_on": frozen["published_on"],
        "language": frozen["language"],
        "original_url": frozen["url"] or None,
    }


def _notice(notice, absolute, *, withdrawn):
    """Return a frozen notice; of a withdrawn quote nothing is told but the notice."""
    return {
        "id": notice["id"],
        "url": absolute(permanent_path("correction", notice["id"])),
        "class": notice["class"],
        "error": notice["error"],
        "notice": notice["notice"],
        "language": notice["language"],
        "shown": None if withdrawn else notice["shown"],
        "right": None if withdrawn else notice["right"],
        "published_at": notice["published_at"],
    }


def _quote_links(publication, absolute):
    public_id = publication.public_id
    return {
        "html": absolute(page_path(publication)),
        "json": absolute(api_path("quote", public_id)),
        "versions": absolute(api_path("quote-versions", public_id)),
    }
