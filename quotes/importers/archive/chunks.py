"""A chunk of articles: its texts read from the database, what was found written to it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext as _

from quotes.extraction import ENGINE, VERSION
from quotes.importers.archive.orders import Order, Outcome
from quotes.importers.found import found_in_extraction, language_told, unclear
from quotes.importers.proposing import lock_articles, propose_many, would_be
from quotes.importers.searching import Read, Text, search
from quotes.models import Article, Revision, Searched
from quotes.vocabulary import Language
from quotes.workflow import WorkflowError


@dataclass(frozen=True, slots=True)
class Chunk:
    """Revisions by key, the texts to read, and the articles that fail before that."""

    revisions: dict[int, Revision]
    texts: list[Text]
    failed: list[Outcome]


def searchable():
    """Return the articles that have a text and a language with rules, or none said."""
    languages = (Language.FRENCH, Language.ENGLISH, Language.UNDETERMINED)
    has_text = Exists(Revision.objects.filter(article=OuterRef("pk")))
    return Article.objects.filter(has_text, language__in=languages)


def not_read(articles):
    """Return those whose newest text this version of the engine has not read."""
    texts = Revision.objects.filter(article=OuterRef("pk")).order_by("-number")
    read = Searched.objects.by(ENGINE, VERSION).filter(revision=OuterRef("_newest"))
    rows = articles.annotate(_newest=Subquery(texts.values("pk")[:1]))
    return rows.filter(~Exists(read))


def keys_in_chunks(articles, size) -> Iterator[list[int]]:
    """Yield the keys of articles, in their order, so many at a time."""
    rows, last = articles.order_by("pk").values_list("pk", flat=True), 0
    while keys := list(rows.filter(pk__gt=last)[:size]):
        yield keys
        last = keys[-1]


def read_chunk(keys, order: Order) -> Chunk:
    """Return the newest texts of articles, by key, as far as they are to be read."""
    articles = Article.objects.filter(pk__in=keys).order_by("pk")
    if not order.again:
        articles = not_read(articles)
    by_article = {article.pk: article for article in articles}
    newest = {}
    rows = Revision.objects.filter(article__in=by_article).order_by("number")
    for revision in rows:
        newest[revision.article_id] = revision
    chunk = Chunk({}, [], [])
    for key, article in by_article.items():
        revision = newest.get(key)
        try:
            text = _text_of(article, revision, order)
        except WorkflowError as error:
            chunk.failed.append(Outcome(article.public_id, error=str(error)))
            continue
        revision.article = article
        chunk.revisions[revision.pk] = revision
        chunk.texts.append(text)
    return chunk


def _text_of(article, revision, order):
    if revision is None:
        raise WorkflowError(_("This article has no text."), code="incomplete")
    language = language_told(order.language or article.language)
    return Text(revision.pk, article.pk, revision.text, language, article.published_on)


def search_chunk(keys, order: Order, knowledge, user) -> list[Outcome]:
    """Read, search and write a chunk in this process; return an Outcome for each."""
    chunk = read_chunk(keys, order)
    return write_chunk(
        chunk, search(chunk.texts, knowledge, order.seconds), order, user
    )


def user_of(order: Order):
    """Return who proposes, None for a dry run."""
    return order.by and get_user_model().objects.get(pk=order.by)


def write_chunk(chunk: Chunk, reads: list[Read], order: Order, user) -> list[Outcome]:
    """Write what was found in a chunk, in one transaction; return an Outcome for each.

    Should that fail, each article is tried in a transaction of its own, and the one
    that fails is named.
    """
    found, done = {}, list(chunk.failed)
    for read in reads:
        revision = chunk.revisions[read.revision]
        if read.extraction is not None:
            found[revision] = found_in_extraction(read.extraction)
        else:
            why = str(unclear()) if read.unclear else read.fault
            done.append(Outcome(revision.article.public_id, error=why))
    try:
        return done + _write(found, order, user)
    except Exception as error:  # whatever it is, the others go on
        if len(found) == 1:
            [revision] = found
            return [*done, Outcome(revision.article.public_id, error=said_of(error))]
    for revision, rows in found.items():
        try:
            done += _write({revision: rows}, order, user)
        except Exception as error:
            done.append(Outcome(revision.article.public_id, error=said_of(error)))
    return done


def _write(found, order, user):
    if order.dry_run:
        pieces = list(found.items())
        return _outcomes(pieces, would_be(pieces))
    with transaction.atomic():
        lock_articles(revision.article_id for revision in found)
        pieces, passed = [], []
        left = _still_to_read(found, order)
        for revision, rows in found.items():
            if revision.pk in left:
                pieces.append((revision, rows))
            else:
                passed.append(Outcome(revision.article.public_id, is_read=True))
        return passed + _outcomes(pieces, propose_many(pieces, by=user))


def _still_to_read(found, order):
    """Return the keys of texts that are still the newest, and that no run has read."""
    articles = [revision.article_id for revision in found]
    rows = Revision.objects.filter(article__in=articles).order_by("number")
    newest = {row["article"]: row["pk"] for row in rows.values("article", "pk")}
    keys = set(newest.values())
    if not order.again:
        read = Searched.objects.by(ENGINE, VERSION).filter(revision__in=keys)
        keys -= set(read.values_list("revision", flat=True))
    return keys


def _outcomes(pieces, loaded):
    return [
        Outcome(
            revision.article.public_id,
            new=len(each.new),
            known=len(each.known),
            refused=tuple((row.number, why) for row, why in each.refused),
        )
        for (revision, _rows), each in zip(pieces, loaded, strict=True)
    ]


def said_of(error):
    """Return what a refusal says; what nobody foresaw comes with its name."""
    if isinstance(error, WorkflowError):
        return str(error)
    return f"{type(error).__name__}: {error}"
