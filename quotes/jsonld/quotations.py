"""A quote, its article and its notices, made of a publication's frozen data alone."""

from datetime import UTC

from quotes.addresses import page_path, permanent_path
from quotes.passages import QUOTED
from quotes.texts import ELISION
from quotes.typography import spaced
from quotes.vocabulary import SpeakerKind, Status

CONTEXT = "https://schema.org"

#: What a speaker is to schema.org.
SPEAKERS = {
    SpeakerKind.PERSON: "Person",
    SpeakerKind.ORGANIZATION: "Organization",
    SpeakerKind.GOVERNMENT: "GovernmentOrganization",
    SpeakerKind.PUBLICATION: "NewsMediaOrganization",
    SpeakerKind.GROUP: "Organization",
}
#: How much of a date is written: 2024, 2024-11, 2024-11-12.
_SIGNS = {"year": 4, "month": 7, "day": 10}


def quotation(publication, absolute):
    """Return a publication as a Quotation, a dictionary ready for JSON.

    `text` holds quoted words only; a statement in which nothing is quoted is a
    CreativeWork without one. `description` gives reported speech with its cue and
    mention. `spokenByCharacter` (of what is no Quotation: `mentions`) is who is named in
    print, `creator` who said it, told only while it is verified. A withdrawn quote keeps
    its id, status and notices.
    """
    shown, state = publication.shown, publication.state
    quote_id = absolute(permanent_path("quote", publication.public_id))
    words = quoted_words(publication)
    withdrawn = publication.status == Status.WITHDRAWN
    data = {
        "@context": CONTEXT,
        "@type": "Quotation" if words or withdrawn else "CreativeWork",
        "@id": quote_id,
        "url": absolute(page_path(publication)),
        "identifier": publication.public_id,
    }
    if not withdrawn:
        data |= {
            "text": words,
            "description": _reported(shown, words),
            "inLanguage": publication.language,
            "dateCreated": known_date(state["said_on"]),
            "spokenByCharacter" if words else "mentions": _as_printed(state),
            "creator": _creators(publication, absolute),
            "isPartOf": article(shown["article"], absolute),
            "isBasedOn": _chain(shown["chain"], absolute),
        }
    data |= {
        "creativeWorkStatus": publication.label.value.replace("_", " "),
        "version": publication.number,
        "dateModified": moment(publication.published_at),
        "correction": [
            correction_comment(notice, quote_id, absolute)
            for notice in shown["notices"]
        ],
    }
    return without_gaps(data)


def quoted_words(publication):
    """Return the words that stand in quotation marks, without them, or "".

    Words left out between two quoted runs are told by “ […] ”.
    """
    runs, gap = [], ""
    for role, text in publication.shown.get("parts", ()):
        if role != QUOTED:
            gap += text
            continue
        if runs:
            runs.append(ELISION if gap.strip() else " ")
        runs.append(text)
        gap = ""
    return "".join(runs)


def correction_comment(notice, about, absolute):
    """Return a notice, as a publication keeps it, as a CorrectionComment.

    about is the id of the quote (or article) that it corrects.
    """
    return {
        "@type": "CorrectionComment",
        "@id": absolute(permanent_path("correction", notice["id"])),
        "text": spaced(notice["notice"], notice["language"]),
        "inLanguage": notice["language"],
        "datePublished": notice["published_at"],
        "about": {"@id": about},
    }


def article(frozen, absolute):
    """Return an article, as a publication keeps it, as a NewsArticle."""
    identity = absolute(permanent_path("article", frozen["id"]))
    publisher = frozen["publisher"]
    return without_gaps(
        {
            "@type": "NewsArticle",
            "@id": identity,
            "url": frozen["url"] or identity,
            "headline": frozen["headline"],
            "inLanguage": frozen["language"],
            "datePublished": frozen["published_on"],
            "publisher": publisher and {"@type": "Organization", "name": publisher},
        }
    )


def brief(publication, absolute):
    """Return a publication in short, for a list of an article's statements."""
    data = quotation(publication, absolute)
    keys = ("@type", "@id", "url", "text", "description", "inLanguage")
    keys += ("spokenByCharacter", "mentions", "creativeWorkStatus")
    return {key: data[key] for key in keys if key in data}


def _reported(shown, words):
    if words and not shown["is_passage"]:
        return ""
    return "".join(text for _role, text in shown["passage"])


def known_date(said):
    """Return a frozen said-on date as far as it is known: 2024, 2024-11, 2024-11-12."""
    return said["date"] and said["date"][: _SIGNS[said["precision"]]]


def _as_printed(state):
    """Return who is named in print, without a type: print does not say what they are."""
    mentions = {
        span["number"]: span["exact"]
        for span in state["spans"]
        if span["role"] == "mention"
    }
    rows = [row for row in state["attributions"] if row["position"]]
    rows.sort(key=lambda row: row["position"])
    names = [mentions[row["mention"]] for row in rows if row["mention"] in mentions]
    return [{"name": name} for name in dict.fromkeys(names)]


def _creators(publication, absolute):
    if publication.label != Status.VERIFIED:
        return []
    return [_speaker(row, absolute) for row in publication.shown["speakers"]]


def _speaker(row, absolute):
    office = row["office"] or {"title": "", "organization": ""}
    is_person = row["kind"] == SpeakerKind.PERSON
    body = office["organization"] if is_person else ""
    return without_gaps(
        {
            "@type": SPEAKERS[SpeakerKind(row["kind"])],
            "@id": absolute(permanent_path("speaker", row["id"])),
            "name": row["name"],
            "jobTitle": office["title"] if is_person else "",
            "affiliation": body and {"@type": "Organization", "name": body},
        }
    )


def _chain(chain, absolute):
    """Return the nearest source, based on what it relays, and so on outward."""
    found = None
    for step in reversed(chain):
        found = without_gaps(
            {
                "@type": "CreativeWork",
                "@id": absolute(permanent_path("source", step["id"])),
                "name": step["name"],
                "inLanguage": step["language"],
                "datePublished": step["dated_on"],
                "isBasedOn": found,
            }
        )
    return found


def without_gaps(data):
    """Return a dictionary without what is empty."""
    return {key: value for key, value in data.items() if value}


def moment(value):
    """Return an aware moment as ISO 8601 in UTC, whole seconds."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
