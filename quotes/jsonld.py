"""Publications as schema.org JSON-LD: what a machine is told of a quote.

Made of a publication's frozen data alone. absolute turns a path of this site into an
address with scheme and host. The ids are the short addresses in the default language:
one thing has one id, whatever language its page is read in.
"""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from quotes.passages import QUOTED
from quotes.texts import ELISION
from quotes.typography import spaced
from quotes.vocabulary import SpeakerKind, Status

CONTEXT = "https://schema.org"

_SPEAKERS = {
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
    mention. `spokenByCharacter` is who is named in print, `creator` who said it, told
    only while it is verified. A withdrawn quote keeps its id, status and notices.
    """
    shown, state = publication.shown, publication.state
    quote_id = absolute(_path("quote-short", publication.public_id))
    words = quoted_words(publication)
    withdrawn = publication.status == Status.WITHDRAWN
    data = {
        "@context": CONTEXT,
        "@type": "Quotation" if words or withdrawn else "CreativeWork",
        "@id": quote_id,
        "url": absolute(_address(publication.get_absolute_url)),
        "identifier": publication.public_id,
    }
    if not withdrawn:
        data |= {
            "text": words,
            "description": _reported(shown, words),
            "inLanguage": publication.language,
            "dateCreated": _said_on(state["said_on"]),
            "spokenByCharacter": _as_printed(state),
            "creator": _creators(publication, absolute),
            "isPartOf": article(shown["article"], absolute),
            "isBasedOn": _chain(shown["chain"], absolute),
        }
    data |= {
        "creativeWorkStatus": publication.label.value.replace("_", " "),
        "version": publication.number,
        "dateModified": _moment(publication.published_at),
        "correction": [
            correction_comment(notice, quote_id, absolute)
            for notice in shown["notices"]
        ],
    }
    return {key: value for key, value in data.items() if value not in ("", None, [])}


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
        "@id": absolute(_path("correction", notice["id"])),
        "text": spaced(notice["notice"], notice["language"]),
        "inLanguage": notice["language"],
        "datePublished": notice["published_at"],
        "about": {"@id": about},
    }


def article(frozen, absolute):
    """Return an article, as a publication keeps it, as a NewsArticle."""
    identity = absolute(_path("article-short", frozen["id"]))
    publisher = frozen["publisher"]
    return _without_gaps(
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


def _reported(shown, words):
    if words and not shown["is_passage"]:
        return ""
    return "".join(text for _role, text in shown["passage"])


def _said_on(said):
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
    return _without_gaps(
        {
            "@type": _SPEAKERS[SpeakerKind(row["kind"])],
            "@id": absolute(_path("speaker-short", row["id"])),
            "name": row["name"],
            "jobTitle": office["title"] if is_person else "",
            "affiliation": body and {"@type": "Organization", "name": body},
        }
    )


def _chain(chain, absolute):
    """Return the nearest source, based on what it relays, and so on outward."""
    found = None
    for step in reversed(chain):
        found = _without_gaps(
            {
                "@type": "CreativeWork",
                "@id": absolute(_path("source-short", step["id"])),
                "name": step["name"],
                "inLanguage": step["language"],
                "datePublished": step["dated_on"],
                "isBasedOn": found,
            }
        )
    return found


def _without_gaps(data):
    return {key: value for key, value in data.items() if value}


def _path(name, public_id):
    return _address(lambda: reverse(f"quotes:{name}", kwargs={"public_id": public_id}))


def _address(make):
    with override(settings.LANGUAGE_CODE):
        return make()


def _moment(value):
    return value.strftime("%Y-%m-%dT%H:%M:%SZ")
