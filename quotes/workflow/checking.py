"""From the rows of one article to what the checks read of each of its statements."""

from dataclasses import dataclass, field

from django.db.models import F, Q

from quotes import checks
from quotes.models import (
    Attribution,
    Office,
    Quote,
    Revision,
    Span,
    SpeakerName,
)
from quotes.standing import number_in_force
from quotes.vocabulary import (
    SETTLED,
    Basis,
    Precision,
    Rank,
    SpanRole,
    SpeakerKind,
    Status,
)

#: What nobody said, or should not have been kept, says nothing about the others.
NOT_CHECKED = (Status.REJECTED, Status.WITHDRAWN)

#: What readers see: where the text has it no more, somebody says why.
SHOWN = (*SETTLED, Status.UNDER_REVIEW)

_MERGES = "speaker__merged_into__merged_into__merged_into"


def piece_of(article_id):
    """Return the Piece of one article, by its key; six queries."""
    return pieces_of([article_id])[article_id]


def pieces_of(article_ids, made=None):
    """Return {key: Piece} of articles; six queries, however many they are.

    made holds Rows of articles whose rows the caller has at hand, by the article's key:
    they are complete, in the order of Rows, and only offices and names are read.
    """
    rows = {**_read(set(article_ids) - set(made or ())), **(made or {})}
    everybody = {key: _everybody_in(each) for key, each in rows.items()}
    asked = {speaker.pk for each in everybody.values() for speaker in each}
    offices = Office.objects.filter(
        Q(speaker__in=asked) | Q(printed_in__in=rows)
    ).select_related(_MERGES)
    offices = list(offices.order_by("pk"))
    for office in offices:
        asked |= {office.speaker.pk, office.speaker.resolved().pk}
    names = {}
    for name in SpeakerName.objects.filter(speaker__in=asked).order_by("pk"):
        names.setdefault(name.speaker_id, []).append((name.pk, name.name))
    return {
        key: Piece(key, rows[key], everybody[key], offices, names)
        for key in article_ids
    }


@dataclass(slots=True)
class Rows:
    """The rows of one article: quotes by key, spans by role and number, claims in order.

    Rejected and withdrawn quotes are left out, their spans and claims are not; texts are
    those of its revisions, by key.
    """

    quotes: list = field(default_factory=list)
    spans: list = field(default_factory=list)
    claims: list = field(default_factory=list)
    texts: dict = field(default_factory=dict)


def _read(article_ids):
    """Return {key: Rows} of articles, with four queries."""
    found = {key: Rows() for key in article_ids}
    if not found:
        return found
    quotes = Quote.objects.filter(article__in=found).select_related(
        "article", "source__relays__relays__relays__relays"
    )
    for quote in quotes.exclude(status__in=NOT_CHECKED).order_by("pk"):
        found[quote.article_id].quotes.append(quote)
    spans = Span.objects.filter(quote__article__in=found).select_related("revision")
    spans = spans.only(
        *("quote_id", "role", "number", "start", "end", "state"),
        *("revision__number", "revision__article"),
    )
    for span in spans.order_by("role", "number"):
        found[span.revision.article_id].spans.append(span)
    claims = Attribution.objects.filter(quote__article__in=found)
    claims = claims.annotate(_article=F("quote__article"))
    claims = claims.select_related(_MERGES, "mention").order_by("position", "number")
    for claim in claims:
        found[claim._article].claims.append(claim)
    shown = {span.revision_id for each in found.values() for span in each.spans}
    texts = Revision.objects.filter(pk__in=shown).order_by()
    for pk, article, text in texts.values_list("pk", "article_id", "text"):
        found[article].texts[pk] = text
    return found


def _everybody_in(rows):
    """Return who is named in an article's claims, and who they are by now."""
    named = [claim.speaker for claim in rows.claims if claim.speaker is not None]
    return [each for speaker in named for each in (speaker, speaker.resolved())]


class Piece:
    """One article as the checks see it."""

    def __init__(self, article_id, rows, everybody, offices, names):
        """Take what pieces_of() read; offices and names are those of all speakers."""
        self.article_id = article_id
        self.quotes = {quote.pk: quote for quote in rows.quotes}
        self.texts = rows.texts
        self._take_spans(rows.spans)
        self._take_claims(rows.claims)
        self._take_speakers(everybody, offices, names)
        self._neighbors = {key: self._as_neighbor(key) for key in self.quotes}

    def _take_spans(self, spans):
        known = {}
        for span in spans:
            known.setdefault(span.quote_id, []).append(span)
        self.spans, self.revisions, self.gone = {}, {}, {}
        for key, spans in known.items():
            newest = number_in_force(
                (s.revision.number, s.role, s.state) for s in spans
            )
            here = [span for span in spans if span.revision.number == newest]
            later = {s.revision.number for s in spans if s.revision.number > newest}
            self.revisions[key] = here[0].revision_id
            self.spans[key] = [span for span in here if span.start is not None]
            self.gone[key] = min(later, default=None)

    def _take_claims(self, claims):
        self.claims = {}
        for row in claims:
            quote = self.quotes.get(row.quote_id)
            if quote is not None and _counts(row, quote):
                self.claims.setdefault(row.quote_id, []).append(row)

    def _take_speakers(self, everybody, offices, names):
        """Group all who are known in the article under who they are by now."""
        keys = {speaker.pk for speaker in everybody}
        named = everybody[::2]  # each stands there with who it is by now
        self.speakers, self.offices, self.names = {}, {}, {}
        for office in offices:
            if office.speaker_id in keys or office.printed_in_id == self.article_id:
                named.append(office.speaker)
                holder = office.speaker.resolved()
                self.offices.setdefault(holder.pk, []).append(office)
        now_of = {}
        for speaker in named:
            now = speaker.resolved()
            self.speakers[now.pk] = now
            now_of[speaker.pk] = now_of[now.pk] = now.pk
            self.names.setdefault(now.pk, [now.name]).append(speaker.name)
        rows = [(*row, pk) for pk in now_of for row in names.get(pk, ())]
        for _key, name, pk in sorted(rows):
            self.names[now_of[pk]].append(name)

    def statement_of(self, key):
        """Return what the checks read of a quote, by its key."""
        quote = self.quotes[key]
        places = self._places(key)
        mentions = {
            span.number: (span.start, span.end)
            for span in self.spans.get(key, ())
            if span.role == SpanRole.MENTION
        }
        claims = [
            checks.Claim(
                row.speaker and self._known(row.speaker.resolved().pk, quote),
                row.mention and mentions.get(row.mention.number),
            )
            for row in self.claims.get(key, ())
        ]
        own = {claim.speaker.key for claim in claims if claim.speaker}
        return checks.Statement(
            text=self.texts.get(self.revisions.get(key), ""),
            language=quote.language,
            kind=quote.kind,
            contents=places(SpanRole.CONTENT),
            quoted=places(SpanRole.QUOTED),
            cues=places(SpanRole.CUE),
            claims=tuple(claims),
            others=tuple(
                self._known(pk, quote)
                for pk in sorted(self.speakers)
                if self.speakers[pk].public_id not in own
            ),
            neighbors=tuple(
                neighbor
                for other, neighbor in self._neighbors.items()
                if other != key and self.revisions.get(other) == self.revisions.get(key)
            ),
            is_heading=quote.is_heading,
            root=quote.source.chain()[-1].name if quote.source else "",
            gone_from=self.gone.get(key) if quote.status in SHOWN else None,
        )

    def _places(self, key):
        spans = self.spans.get(key, ())
        return lambda role: tuple(
            (span.start, span.end) for span in spans if span.role == role
        )

    def _as_neighbor(self, key):
        places = self._places(key)
        return checks.Neighbor(
            contents=places(SpanRole.CONTENT),
            quoted=places(SpanRole.QUOTED),
            speakers=frozenset(
                row.speaker.resolved().public_id
                for row in self.claims.get(key, ())
                if row.speaker is not None
            ),
            is_heading=self.quotes[key].is_heading,
        )

    def _known(self, pk, quote):
        """Return a speaker with the titles of the day on which a quote was said."""
        speaker = self.speakers[pk]
        day, is_known = quote.said_on or quote.article.published_on, True
        if quote.said_on and quote.said_on_precision != Precision.DAY:
            day, is_known = quote.said_on, False
        titles, lapsed = [], []
        for office in self.offices.get(pk, ()):
            title = office.title or office.organization
            if office.was_held(day, self.article_id):
                titles.append(title)
            elif (office.held_from or office.held_to) and day and is_known:
                lapsed.append(title)
        return checks.Known(
            key=speaker.public_id,
            names=tuple(dict.fromkeys(self.names[pk])),
            is_person=speaker.kind == SpeakerKind.PERSON,
            titles=tuple(dict.fromkeys(titles)),
            lapsed=tuple(dict.fromkeys(lapsed)),
        )


def _counts(attribution, quote):
    """Tell whether an attribution is what its quote says now, or is proposed to say."""
    if attribution.rank == Rank.PREFERRED:
        return True
    return (
        quote.status == Status.PROPOSED
        and attribution.rank == Rank.NORMAL
        and attribution.basis == Basis.PROPOSED
    )
