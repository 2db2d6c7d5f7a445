"""What public pages show of publications beside their columns: contexts, links, marks.

Reads rows, changes none. Every text shown comes from a revision that a publication
names, and every other quote from the listed ones.
"""

from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from django.db.models import Q, prefetch_related_objects

from quotes.marking import runs
from quotes.models import Publication, Revision, Source
from quotes.passages import CONTENT, CUE, MENTION, QUOTED, Stretch

#: Signs of context before and after a statement on its own page.
REACH = 320


def stretches_of(publication):
    """Return the placed spans of a publication as stretches of its revision's text.

    Mentions of wrong attributions are left out: who is marked is who said it.
    """
    preferred = {
        row["mention"] for row in publication.state["attributions"] if row["position"]
    }
    return [
        Stretch(span["role"], span["start"], span["end"])
        for span in publication.state["spans"]
        if span["start"] is not None
        and (span["role"] != MENTION or span["number"] in preferred)
    ]


def context_runs(publication):
    """Return the passage with its surroundings as [(text, roles)], None without a text.

    Stays in the paragraphs of the statement; cut at words after 320 signs.
    """
    revision = Revision.objects.filter(
        article=publication.article_id,
        number=publication.state["revision"]["number"],
    ).first()
    stretches = stretches_of(publication)
    if revision is None or not stretches:
        return None
    text = revision.text
    first, last = _window(text, stretches)
    inside = [
        Stretch(s.role, s.start - first, s.end - first)
        for s in stretches
        if s.role in (CONTENT, QUOTED, CUE, MENTION)
    ]
    found = [
        (run.text, {stretch.role for stretch in run.stretches})
        for run in runs(text[first:last], inside)
    ]
    paragraph_start = text.rfind("\n", 0, first) + 1
    if first > paragraph_start:
        found.insert(0, ("… ", set()))
    if last < len(text) and text[last] != "\n":
        found.append((" …", set()))
    return found


def _window(text, stretches):
    start = min(stretch.start for stretch in stretches)
    end = max(stretch.end for stretch in stretches)
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = last if last >= 0 else len(text)
    if start - first > REACH:
        space = text.find(" ", start - REACH, start)
        first = space + 1 if space >= 0 else start - REACH
    if last - end > REACH:
        space = text.rfind(" ", end, end + REACH)
        last = space if space >= 0 else end + REACH
    return first, last


def linked(publication, links):
    """Return [(kind, leads out, other publication)] where both ends are public.

    Those of one kind and direction stand together.
    """
    rows = links.filter(
        Q(from_quote=publication.quote_id) | Q(to_quote=publication.quote_id)
    )
    rows = list(rows.order_by("kind", "pk"))
    others = {row.from_quote_id for row in rows} | {row.to_quote_id for row in rows}
    found = {
        other.quote_id: other
        for other in Publication.objects.listed().filter(quote__in=others)
    }
    result = []
    for row in rows:
        out = row.from_quote_id == publication.quote_id
        other = found.get(row.to_quote_id if out else row.from_quote_id)
        if other is not None:
            result.append((row.kind, out, other))
    return sorted(result, key=lambda row: (row[0], not row[1]))


def notices_of(publications, numbers):
    """Return [(number of the statement, notice)] of publications, newest first.

    Notices are those frozen with a publication; numbers holds the number by key, and
    who is not in it, such as a withdrawn quote, gets None.
    """
    found = [
        (numbers.get(each.pk), notice)
        for each in publications
        for notice in each.shown["notices"]
    ]
    return sorted(found, key=lambda row: row[1]["published_at"], reverse=True)


def marked_article(revision, publications):
    """Return (paragraphs, elsewhere) of an article with its statements marked.

    paragraphs is a list of {"runs": [{"text", "rows", "starts"}], "notes":
    [(number, publication)], "heading": bool}: rows are the publications that a run
    belongs to, starts the numbers of those that begin with it; a statement's note
    stands with the paragraph where its content begins. elsewhere lists publications that stand in an
    older text of the article.
    """
    if revision is None:
        return [], list(publications)
    here, elsewhere = [], []
    for row in publications:
        same = row.state["revision"]["number"] == revision.number
        (here if same else elsewhere).append(row)
    here.sort(key=_content_start)
    numbers = {row.pk: number for number, row in enumerate(here, start=1)}
    paragraphs, position = [], 0
    for line in revision.text.split("\n"):
        end = position + len(line)
        if line.strip():
            paragraphs.append(_paragraph(line, position, end, here, numbers))
        position = end + 1
    return paragraphs, elsewhere


def _content_start(publication):
    return min(
        (s.start for s in stretches_of(publication) if s.role == CONTENT), default=0
    )


def _paragraph(line, start, end, publications, numbers):
    stretches, notes, heading = [], [], False
    for row in publications:
        if start <= _content_start(row) < end:
            notes.append((numbers[row.pk], row))
            heading = heading or row.is_heading
        for place in stretches_of(row):
            if place.role != CONTENT or place.end <= start or place.start >= end:
                continue
            stretches.append(
                PlacedStretch(
                    max(place.start, start) - start,
                    min(place.end, end) - start,
                    row,
                )
            )
    parts = [
        {
            "text": run.text,
            "rows": [stretch.publication for stretch in run.stretches],
            "starts": [
                numbers[stretch.publication.pk]
                for stretch in run.stretches
                if stretch.start == run.start
            ],
        }
        for run in runs(line, stretches)
    ]
    return {"runs": parts, "notes": notes, "heading": heading}


@dataclass(frozen=True, slots=True)
class PlacedStretch:
    """A stretch of a paragraph that is the content of a publication."""

    start: int
    end: int
    publication: Publication


def public_offices(speaker):
    """Return the offices that readers may see: dated ones, or printed in public.

    An office that somebody only worked out stays on the desk.
    """
    prefetch_related_objects([speaker], "offices__printed_in")
    rows = sorted(
        speaker.offices.all(), key=lambda row: (row.held_from or date.min, row.title)
    )
    return [
        office
        for office in rows
        if (office.printed_in.is_public() if office.printed_in else _is_dated(office))
    ]


def public_chain(source):
    """Return what a source relays as far as readers may see it, nearest first.

    It ends before the first source that no listed publication has in its chain: an
    editor may relay a new one today, and nobody has decided on it yet.
    """
    return public_chains([source])[source.pk]


def public_chains(sources):
    """Return the public chains of several sources, by key, with one query."""
    chains = {source.pk: source.chain() for source in sources}
    steps = {step.pk for chain in chains.values() for step in chain}
    public = set(
        Source.objects.public().filter(pk__in=steps).values_list("pk", flat=True)
    )
    return {
        key: list(takewhile(lambda step: step.pk in public, chain))
        for key, chain in chains.items()
    }


def _is_dated(office):
    return office.held_from is not None or office.held_to is not None
