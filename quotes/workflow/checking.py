"""From the rows of one article to what the checks read of each of its statements."""

from django.db.models import Q

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


class Piece:
    """One article as the checks see it; six queries, however many statements it has."""

    def __init__(self, article_id):
        """Read the rows of an article, by its key."""
        rows = Quote.objects.filter(article_id=article_id).select_related(
            "article", "source__relays__relays__relays__relays"
        )
        rows = rows.exclude(status__in=NOT_CHECKED).order_by("pk")
        self.article_id = article_id
        self.quotes = {quote.pk: quote for quote in rows}
        self._read_spans()
        self._read_claims()
        self._read_speakers()
        self._neighbors = {key: self._as_neighbor(key) for key in self.quotes}

    def _read_spans(self):
        rows = Span.objects.filter(quote__article_id=self.article_id).only(
            "quote_id", "revision__number", "role", "number", "start", "end", "state"
        )
        known = {}
        for span in rows.select_related("revision").order_by("role", "number"):
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
        texts = Revision.objects.filter(pk__in=set(self.revisions.values()))
        self.texts = dict(texts.order_by().values_list("pk", "text"))

    def _read_claims(self):
        rows = Attribution.objects.filter(quote__article_id=self.article_id)
        rows = rows.select_related(_MERGES, "mention").order_by("position", "number")
        self.claims = {}
        self._named = []
        for row in rows:
            if row.speaker is not None:
                self._named.append(row.speaker)
            quote = self.quotes.get(row.quote_id)
            if quote is not None and _counts(row, quote):
                self.claims.setdefault(row.quote_id, []).append(row)

    def _read_speakers(self):
        """Group all who are known in the article under who they are by now."""
        keys = {speaker.pk for speaker in self._named}
        keys |= {speaker.resolved().pk for speaker in self._named}
        offices = Office.objects.filter(
            Q(speaker__in=keys) | Q(printed_in=self.article_id)
        ).select_related(_MERGES)
        self.speakers, self.offices, self.names = {}, {}, {}
        everybody = list(self._named)
        for office in offices.order_by("pk"):
            everybody.append(office.speaker)
            holder = office.speaker.resolved()
            self.offices.setdefault(holder.pk, []).append(office)
        self._now = {}
        for speaker in everybody:
            now = speaker.resolved()
            self.speakers[now.pk] = now
            self._now[speaker.pk] = self._now[now.pk] = now.pk
            names = self.names.setdefault(now.pk, [now.name])
            names.append(speaker.name)
        rows = SpeakerName.objects.filter(speaker__in=self._now).order_by("pk")
        for name in rows:
            self.names[self._now[name.speaker_id]].append(name.name)

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
