"""What is here already: articles, texts and quotes that a batch of records names."""

from dataclasses import dataclass

from quotes.importers.storing import renewing, renewing_articles
from quotes.importers.storing.values import TWICE
from quotes.models import Article, ImportedRow, Quote, Revision, Span
from quotes.texts import fold
from quotes.vocabulary import ImportedKind, SpanRole


@dataclass(slots=True)
class Before:
    """A quote as it is stored."""

    key: int
    public_id: str
    external_id: str
    article_key: int
    head_digest: str
    review_count: int
    words: str
    status: str


class ArticleAt:
    """An article that quotes are written into; keys and digests by revision number."""

    def __init__(self, key, public_id, language):
        self.key, self.public_id, self.language = key, public_id, language
        self.revisions, self.digests, self.texts = {}, {}, {}
        self.is_new = True
        self.quotes = {}


_COLUMNS = (
    *("pk", "public_id", "external_id", "article_id", "head_digest"),
    *("review_count", "words", "status"),
)


class Stored:
    """The stored rows that the items of one batch may be about, read with few queries."""

    def __init__(self, frame, items):
        self.frame = frame
        self.updates = []
        #: Writes the new rows that wait; set by whoever gathers them.
        self.flush = lambda: None
        self._articles, self._external, self._rows = {}, {}, {}
        self._quotes, self._taken, self._of_article = {}, set(), {}
        self._starts, self._by_url = {}, {}
        records = [item.record for item in items]
        self._read_articles(records)
        self._read_quotes(records)

    def _read_articles(self, records):
        ids, externals, urls = set(), set(), set()
        for record in records:
            if record["type"] == "quote":
                (urls if _is_address(record.get("article")) else ids).add(
                    record.get("article")
                )
                record = record.get("article_external") or {}
            else:
                ids.add(record.get("id"))
            externals.add(record.get("external_id"))
        rows = {}
        fields = (("public_id", ids), ("external_id", externals), ("url", urls))
        for field, values in fields:
            values -= {None, ""}
            if values:
                found = Article.objects.filter(**{f"{field}__in": values})
                rows |= {row.pk: row for row in found}
        for row in rows.values():
            article = ArticleAt(row.pk, row.public_id, row.language)
            article.is_new = False
            self._rows[row.pk] = row
            self._index(article, row.publisher, row.external_id)
            if row.url in urls:
                self._by_url.setdefault(row.url, []).append(article)
        self._read_revisions(rows)

    def _read_revisions(self, keys):
        by_key = {article.key: article for article in self._articles.values()}
        rows = Revision.objects.filter(article__in=list(keys)).order_by()
        for article, number, key, digest in rows.values_list(
            "article_id", "number", "pk", "sha256"
        ):
            by_key[article].revisions[number] = key
            by_key[article].digests[number] = digest

    def _read_quotes(self, records):
        ids = {
            quote["id"]
            for record in records
            for quote in (record.get("quotes") or [record])
            if type(quote) is dict
            and quote.get("id")
            and quote.get("type") != "article"
        }
        if ids:
            self._take(Quote.objects.filter(public_id__in=ids))
        if self._rows:
            self._take(Quote.objects.filter(article__in=list(self._rows)))

    def _take(self, rows):
        for values in rows.order_by().values_list(*_COLUMNS):
            before = Before(*values)
            if before.public_id not in self._quotes:
                self._quotes[before.public_id] = before
                self._of_article.setdefault(before.article_key, []).append(before)

    def _index(self, article, publisher, external_id):
        self._articles[article.public_id] = article
        if external_id:
            self._external[publisher or "", external_id] = article

    # Articles

    def article(self, record):
        """Return the article that a record is about, None for a new one."""
        found = self._articles.get(record.get("id"))
        if found is None and record.get("external_id"):
            place = (record.get("publisher") or "", record["external_id"])
            found = self._external.get(place)
        return found

    def article_of(self, record):
        """Return the article that a quote's record names, None where it is not here."""
        if _is_address(record.get("article")):
            found = self._by_url.get(record["article"], ())
            return found[0] if len(found) == 1 else None
        if record.get("article"):
            return self._articles.get(record["article"])
        return self.article(record.get("article_external") or {})

    def add(self, article, record):
        """Remember an article that is about to be written."""
        self._index(article, record.get("publisher"), record.get("external_id"))
        if record.get("url"):
            self._by_url.setdefault(record["url"], []).append(article)

    def row(self, article):
        """Return the stored row of an article."""
        return self._rows.get(article.key) or Article.objects.get(pk=article.key)

    def compare(self, article, record, unit):
        """Bring a stored article up to date with its record, as far as it may be."""
        if article.is_new or self.is_of_this_run("article", article.key):
            renewing_articles.refuse_twin(self.frame, unit)
            return
        renewing_articles.compare_article(self, article, record, unit)

    def is_of_this_run(self, kind, key):
        """Tell whether this very run created a row: it then stands twice in the file."""
        return ImportedRow.objects.filter(
            run=self.frame.run, kind=ImportedKind(kind), key=key
        ).exists()

    def load_texts(self, article, record):
        """Have the texts that a full record's spans name."""
        wanted = {span["revision"] for span in record.get("spans") or ()}
        self._load(article, wanted)

    def load_text(self, article):
        """Have the text of the newest revision."""
        newest = max(article.revisions)
        self._load(article, {newest})
        article.texts = {newest: article.texts[newest]}

    def _load(self, article, numbers):
        missing = [
            n for n in numbers if n in article.revisions and n not in article.texts
        ]
        if missing:
            rows = Revision.objects.filter(article=article.key, number__in=missing)
            article.texts.update(rows.values_list("number", "text"))

    # Quotes

    def quote(self, public_id):
        """Return what is stored of a quote, by its public id."""
        return self._quotes.get(public_id)

    def claim(self, public_id):
        """Take a public id for a new quote; tell whether it was free in this batch."""
        if public_id in self._taken or public_id in self._quotes:
            return False
        self._taken.add(public_id)
        return True

    def is_claimed(self, public_id):
        """Take the id of a stored quote; tell whether this batch had it before."""
        if public_id in self._taken:
            return True
        self._taken.add(public_id)
        return False

    def refuse_second(self, unit):
        """Refuse a quote that stands in the file twice."""
        self.frame.refuse(unit, [("id", TWICE, None)])

    def remember(self, record, article, key):
        """Remember a quote that is about to be written."""
        self._of_article.setdefault(article.key, []).append(
            Before(
                *(key, record["id"], record.get("external_id") or "", article.key),
                *(record["reviews"][-1]["digest"], len(record["reviews"])),
                *(record["words"], record["status"]),
            )
        )

    def same_quote(self, record, full, article):
        """Return the stored quote that a short record is about, or None.

        By its public id, by its external id in the article, or because the article has
        a statement of the same words at the same place.
        """
        if record.get("id") and record["id"] in self._quotes:
            return self._quotes[record["id"]]
        others = self._of_article.get(article.key, ())
        if record.get("external_id"):
            for before in others:
                if before.external_id == record["external_id"]:
                    return before
            return None
        same = [b for b in others if fold(b.words) == fold(full["words"])]
        if not same or record.get("id"):
            return None
        starts = self._starts_of(article)
        start = min(s["start"] for s in full["spans"] if s["role"] == "content")
        for before in same:
            if starts.get(before.key, start) == start:
                return before
        return None

    def _starts_of(self, article):
        if article.key not in self._starts:
            rows = Span.objects.filter(
                quote__article=article.key, role=SpanRole.CONTENT, number=1
            ).order_by("revision__number")
            self._starts[article.key] = dict(rows.values_list("quote_id", "start"))
        return self._starts[article.key]

    def advance(self, unit, record, article, before):
        """Bring a stored quote up to a full record whose reviews go on from its own."""
        if before.article_key != article.key:
            renewing.refuse_elsewhere(self.frame, unit, before)
            return
        renewing.advance(self, unit, record, article, before)

    def update(self, unit, full, article, before):
        """Bring a stored quote up to a short record, unless somebody worked on it here."""
        if before.article_key != article.key:
            renewing.refuse_elsewhere(self.frame, unit, before)
            return
        renewing.update(self, unit, full, article, before)

    def write_updates(self):
        """Do what waited for the new rows of the batch."""
        for update in self.updates:
            update()
        self.updates.clear()


def names_in(records):
    """Return all that records call articles and quotes by, and by which others find them."""
    found = set()
    for record in records:
        external = record.get("article_external") or {}
        quotes = record.get("quotes") or ()
        found.update(
            value
            for value in (
                *(record.get("id"), record.get("external_id"), record.get("url")),
                *(record.get("article"), external.get("external_id")),
                *(each.get("id") for each in quotes if type(each) is dict),
            )
            if type(value) is str
        )
    return found - {""}


def _is_address(name):
    return bool(name) and name.startswith(("http://", "https://"))
