"""One article of the corpus with its text and the public quotes in it."""

import hashlib
from datetime import UTC, datetime, time, timedelta

from quotes import models
from quotes.publishing import columns
from quotes.texts import sha256
from quotes.vocabulary import SpanRole
from tests.benchmarks.cast import FIRST_DAY, LAST_DAY, public_id
from tests.benchmarks.frozen import shown_of, state_of
from tests.benchmarks.invented import Weighted, body
from tests.benchmarks.plain_rows import maker
from tests.benchmarks.quick_terms import fold, terms_in_parts, words_in_parts
from tests.benchmarks.statements import statement

#: How many of a thousand quotes have a status; under review is a mark beside it.
STATUSES = Weighted(verified=920, unresolved=45, disputed=30, withdrawn=5)
UNDER_REVIEW = 0.02
KINDS = Weighted(direct=60, indirect=28, mixed=12)
POLARITIES = Weighted(asserted=94, denied=4, requested=2)
LANGUAGES = Weighted(fr=70, en=30)

DECISIONS = {
    "verified": ("verify", "verifier"),
    "unresolved": ("settle", "verifier"),
    "disputed": ("dispute", "verifier"),
    "withdrawn": ("withdraw", "standards editor"),
}
Article, Revision = maker(models.Article), maker(models.Revision)
Quote, Review = maker(models.Quote), maker(models.Review)
Publication = maker(models.Publication)
PublicationSpeaker = maker(models.PublicationSpeaker)
PublicationSource = maker(models.PublicationSource)

_ORDER = {role: number for number, role in enumerate(SpanRole.values)}
_SPAN = (LAST_DAY - FIRST_DAY).days


class Piece:
    """The number-th of `total` articles, with count quotes after the before-th."""

    def __init__(self, cast, rng, *, number, total, before, count):
        self.cast, self.rng, self.before, self.count = cast, rng, before, count
        language = LANGUAGES.one(rng)
        self.tongue = cast.tongues[language]
        day = int(_SPAN * number / total + rng.gauss(0, 20))
        headline = self.tongue.text(rng, rng.randrange(6, 12))
        self.article = Article(
            id=number + 1,
            public_id=public_id(rng),
            headline=headline[0].upper() + headline[1:],
            publisher=rng.choice(cast.agencies).publisher,
            dateline=body(rng),
            language=language,
            published_on=FIRST_DAY + timedelta(days=max(0, min(_SPAN, day))),
            published_on_known="printed",
            release="withheld" if rng.random() < 0.005 else "published",
        )
        self.article.created_at = self._moment(0)

    def rows(self):
        """Return the unsaved rows, in an order in which foreign keys hold."""
        made = [self._statement() for _number in range(self.count)]
        text = "\n".join(each.text for each, *_rest in made) + "\n"
        self.revision = Revision(
            id=self.article.id,
            article=self.article,
            article_id=self.article.id,
            number=1,
            text=text,
            sha256=sha256(text),
            received_at=self.article.created_at,
        )
        rows, start = [self.article, self.revision], 0
        for number, (each, speakers, kind, polarity) in enumerate(made, start=1):
            spans = [(role, start + a, start + b) for role, a, b in each.spans]
            spans.sort(key=lambda span: _ORDER[span[0]])
            quote = self._quote(self.before + number, spans, kind, polarity)
            rows += self._published(quote, spans, speakers)
            start += len(each.text) + 1
        return rows

    def _moment(self, days):
        """Return an aware moment so many days after the article came out."""
        clock = time(self.rng.randrange(24), self.rng.randrange(60), tzinfo=UTC)
        return datetime.combine(self.article.published_on + timedelta(days), clock)

    def _statement(self):
        """Return (statement, who it names, kind, polarity) of the next quote."""
        rng = self.rng
        polarity = POLARITIES.one(rng)
        kind = KINDS.one(rng) if polarity == "asserted" else "indirect"
        many = 2 if rng.random() < 0.02 else 1
        drawn = (self.cast.ranked.one(rng) for _number in range(many))
        speakers = list({speaker.pk: speaker for speaker in drawn}.values())
        both = {"fr": " et ", "en": " and "}[self.tongue.language]
        mention = both.join(speaker.name for speaker in speakers)
        made = statement(
            rng, self.tongue, kind=kind, polarity=polarity, mention=mention
        )
        return made, speakers, kind, polarity

    def _quote(self, key, spans, kind, polarity):
        rng = self.rng
        (start, end) = next(span[1:] for span in spans if span[0] == "content")
        source = rng.choice(self.cast.sources) if rng.random() < 0.85 else None
        said_on = None
        if rng.random() < 0.2:
            said_on = self.article.published_on - timedelta(days=rng.randrange(4))
        return Quote(
            id=key,
            public_id=public_id(rng),
            article_id=self.article.id,
            kind=kind,
            polarity=polarity,
            words=self.revision.text[start:end],
            language=self.article.language,
            occasion=body(rng) if rng.random() < 0.15 else "",
            said_on=said_on,
            said_on_precision="day" if said_on else "",
            said_on_known="printed" if said_on else "",
            source=source,
            source_id=source and source.pk,
            status=STATUSES.one(rng),
            version=2,
            changed_by_id=self.cast.editor,
            changed_at=self._moment(rng.randrange(1, 30)),
            decided_by_id=self.cast.verifier,
            review_count=1,
        )

    def _published(self, quote, spans, speakers):
        """Return a quote with its review, its publication and the look-up rows."""
        decision, role = DECISIONS[quote.status]
        review = Review(
            id=quote.id,
            quote_id=quote.id,
            number=1,
            decision=decision,
            by_id=self.cast.verifier,
            role=role,
            at=quote.changed_at,
            state={},
            digest=hashlib.sha256(quote.public_id.encode()).hexdigest(),
        )
        quote.head_digest = review.digest
        speakers = [] if quote.status == "unresolved" else speakers
        chain = quote.source.chain() if quote.source else []
        publication = self._publication(quote, review, spans, speakers, chain)
        rows = [quote, review, publication]
        if quote.status == "withdrawn":
            return rows
        # Two places for each quote: nothing here has more speakers or sources.
        for place, speaker in enumerate(speakers):
            values = {"speaker_id": speaker.pk, "position": place + 1}
            values["sorted_on"] = publication.sorted_on
            key = quote.id * 2 + place
            rows.append(PublicationSpeaker(id=key, publication_id=quote.id, **values))
        for depth, source in enumerate(chain):
            values = {"source_id": source.pk, "depth": depth}
            values["sorted_on"] = publication.sorted_on
            key = quote.id * 2 + depth
            rows.append(PublicationSource(id=key, publication_id=quote.id, **values))
        return rows

    def _publication(self, quote, review, spans, speakers, chain):
        day = quote.said_on or self.article.published_on
        held = [(each, self.cast.office_of(each, day)) for each in speakers]
        state = state_of(quote, self.revision, spans, speakers)
        publication = Publication(
            id=quote.id,
            quote_id=quote.id,
            number=1,
            review_id=review.id,
            published_at=review.at,
            changed_at=review.at,
            decision=review.decision,
            role=review.role,
            digest=review.digest,
            article_id=self.article.id,
            state=state,
            shown=shown_of(quote, self.revision, spans, held, chain),
            **columns(state),
        )
        if quote.status != "withdrawn":
            publication.under_review = self.rng.random() < UNDER_REVIEW
            self._fill_list_columns(publication, quote, speakers)
        return publication

    def _fill_list_columns(self, publication, quote, speakers):
        """Set what quotes.publishing and quotes.search make of rows and columns."""
        shown, words = publication.shown, quote.words
        names = [name for each in speakers for name in self.cast.names_of(each)]
        passage = "".join(text for _role, text in shown["passage"])
        headline = f"{self.article.headline} · {self.article.publisher}"
        publication.said_on = quote.said_on
        publication.dated_on = quote.said_on or self.article.published_on
        publication.sorted_on = publication.dated_on
        publication.speaker_names = ", ".join(each.name for each in speakers)
        publication.speaker_search = fold(" · ".join(names))
        publication.source_kind = quote.source.kind if quote.source else ""
        publication.search_text = fold(
            " ".join((words, passage, *names, quote.occasion))
        )
        publication.article_search = fold(headline)
        publication.source_search = fold(
            " · ".join(step["name"] for step in shown["chain"])
        )
        office = shown["speakers"][0]["office"] if shown["speakers"] else None
        publication.office = (
            f"{office['title']}, {office['organization']}" if office else ""
        )
        parts = [
            passage,
            *([] if words in passage else [words]),
            quote.occasion,
            *publication.speaker_search.split(" · "),
        ]
        publication.search_words = words_in_parts(parts)
        publication.search_terms = terms_in_parts(parts, quote.language)
