"""One article of the corpus with its texts and the quotes in it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from quotes import models
from quotes.texts import sha256
from tests.benchmarks.cast import FIRST_DAY, LAST_DAY, public_id
from tests.benchmarks.frozen import article_part
from tests.benchmarks.invented import Weighted, body
from tests.benchmarks.plain_rows import Rows, maker
from tests.benchmarks.quick_terms import fold
from tests.benchmarks.quote_rows import QuoteRows
from tests.benchmarks.statements import Statement, statement

KINDS = Weighted(direct=60, indirect=28, mixed=12)
POLARITIES = Weighted(asserted=94, denied=4, requested=2)
LANGUAGES = Weighted(fr=70, en=30)

#: Shares of the articles: with a second text, and not for readers.
REVISED, WITHHELD = 0.05, 0.005
#: Of all quotes, so many are of one speaker: a spokesperson whom every dispatch quotes.
SPOKESPERSON = 0.1
#: When a second text comes: after whatever was decided on its quotes.
REVISED_AFTER = timedelta(days=60)

article_row = maker(
    models.Article,
    *("id", "public_id", "headline", "byline", "publisher", "dateline", "language"),
    *("external_id", "published_on", "published_on_known", "release", "created_at"),
)
revision_row = maker(
    models.Revision,
    *("id", "article_id", "number", "text", "sha256", "received_at"),
    "received_by_id",
)


@dataclass(frozen=True, slots=True)
class ArticleColumns:
    """What quotes need to know of their article."""

    key: int
    public_id: str
    headline: str
    byline: str
    publisher: str
    dateline: str
    language: str
    published_on: date
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Text:
    """A revision; shift: by how many code points its quotes stand later than at first."""

    key: int
    number: int
    text: str
    sha256: str
    shift: int
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Said:
    """A statement, the speakers that it names, its kind and its polarity."""

    statement: Statement
    speakers: list
    kind: str
    polarity: str


class Piece:
    """The number-th of `total` articles, with count quotes after the before-th.

    All its rows are put into `rows`.
    """

    def __init__(self, cast, rng, *, number, total, rows=None):
        self.cast, self.rng = cast, rng
        self.rows = Rows() if rows is None else rows
        language = LANGUAGES.one(rng)
        self.tongue = cast.tongues[language]
        days = (LAST_DAY - FIRST_DAY).days
        day = int(days * number / total + rng.gauss(0, 20))
        published_on = FIRST_DAY + timedelta(max(0, min(days, day)))
        clock = time(rng.randrange(24), rng.randrange(60), tzinfo=UTC)
        headline = self.tongue.text(rng, rng.randrange(6, 12))
        self.article = ArticleColumns(
            key=number + 1,
            public_id=public_id(rng),
            headline=headline[0].upper() + headline[1:],
            byline=rng.choice(cast.bylines) if rng.random() < 0.6 else "",
            publisher=rng.choice(cast.agencies).publisher,
            dateline=body(rng),
            language=language,
            published_on=published_on,
            created_at=datetime.combine(published_on, clock),
        )
        self.article_part = article_part(self.article)
        self.article_search = fold(f"{headline} · {self.article.publisher}")

    def write(self, before, count):
        """Write the article with its count quotes, the first of key before + 1."""
        said = [self._said() for _number in range(count)]
        self._write_texts("\n".join(each.statement.text for each in said) + "\n")
        self._write_article()
        offset = 0
        for key, each in enumerate(said, start=before + 1):
            QuoteRows(self, key, offset, each).write()
            offset += len(each.statement.text) + 1

    def _said(self):
        """Return what the next quote says, and who."""
        rng = self.rng
        polarity = POLARITIES.one(rng)
        kind = KINDS.one(rng) if polarity == "asserted" else "indirect"
        always = rng.random() < SPOKESPERSON
        speakers = [self.cast.speakers[0] if always else self.cast.ranked.one(rng)]
        if rng.random() < 0.02:
            speakers.append(self.cast.other_than(rng, speakers))
        names = [speaker.name for speaker in speakers]
        length = min(60, 6 + int(rng.expovariate(1 / self.cast.words)))
        told = {"kind": kind, "polarity": polarity, "names": names}
        made = statement(rng, self.tongue, length=length, **told)
        return Said(made, speakers, kind, polarity)

    def _write_texts(self, text):
        rng, created = self.rng, self.article.created_at
        self.revisions = [self._text(1, text, 0, created)]
        if rng.random() < REVISED:
            lead = self.tongue.text(rng, 12) + ".\n"
            later = created + REVISED_AFTER
            self.revisions.append(self._text(2, lead + text, len(lead), later))
        by = rng.choice(self.cast.people["editor"]).pk
        for each in self.revisions:
            self.rows[models.Revision].append(
                revision_row(
                    *(each.key, self.article.key, each.number, each.text),
                    *(each.sha256, each.received_at, by),
                )
            )

    def _text(self, number, text, shift, at):
        key = self.article.key * 2 + number - 1
        return Text(key, number, text, sha256(text), shift, at)

    def _write_article(self):
        article = self.article
        release = "withheld" if self.rng.random() < WITHHELD else "published"
        self.rows[models.Article].append(
            article_row(
                *(article.key, article.public_id, article.headline, article.byline),
                *(article.publisher, article.dateline, article.language),
                f"urn:newsroom:{article.key}",
                *(article.published_on, "printed", release, article.created_at),
            )
        )
