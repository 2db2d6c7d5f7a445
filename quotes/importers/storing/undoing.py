"""A run undone: what it created goes, what it updated is again as it was.

Only as long as nobody built on it: a review, a correction, a report, a link or a text
that came later bars it, and is named. Nothing is undone then.
"""

from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from quotes.importers.storing.frame import Frame
from quotes.importers.storing.known import ArticleAt
from quotes.importers.storing.replacing import restore_quote
from quotes.importers.storing.values import as_value
from quotes.importers.storing.writer import batches
from quotes.models import (
    Article,
    Attribution,
    BatchItem,
    Correction,
    CorrectionTask,
    DeskItem,
    Finding,
    ImportRun,
    Proposal,
    Publication,
    PublicationSource,
    PublicationSpeaker,
    PublicName,
    Quote,
    QuoteLink,
    QuoteTerms,
    ReaderReport,
    Reading,
    Review,
    Revision,
    Searched,
    Source,
    Span,
    Speaker,
)
from quotes.vocabulary import ImportedKind
from quotes.workflow import WorkflowError, refresh_article
from quotes.workflow.chain import now_in_whole_seconds
from quotes.workflow.permissions import demand_permission
from quotes.workflow.releases import noting_release

#: So many articles or quotes go at once.
_CHUNK = 500


@dataclass(slots=True)
class Undone:
    """How many rows went, were restored, or stayed because others name them."""

    deleted: int = 0
    restored: int = 0
    kept: list = field(default_factory=list)


@transaction.atomic
def undo_run(run, *, by, at=None):
    """Undo a run; return an Undone. Raises WorkflowError (not_allowed, built_on)."""
    demand_permission(by, "import_quotes")
    run = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if run.undone_at is not None:
        raise WorkflowError(_("This import is undone already."), code="no_transition")
    undone = Undone()
    rows = _rows(run)
    new_articles = rows.get((ImportedKind.ARTICLE, True), [])
    new_quotes = rows.get((ImportedKind.QUOTE, True), [])
    _delete_links(run, rows, undone)
    for keys in _in_chunks(new_articles):
        quotes = Quote.objects.filter(article__in=keys)
        _demand_untouched(run, quotes, Article.objects.filter(pk__in=keys))
    for keys in _in_chunks(new_quotes):
        _demand_untouched(run, Quote.objects.filter(pk__in=keys))
    for row in rows.get((ImportedKind.QUOTE, False), []):
        _demand_untouched(run, Quote.objects.filter(pk=row.key))
    _restore_quotes(run, by, rows, undone)
    for keys in _in_chunks(new_quotes):
        undone.deleted += _delete_quotes(Quote.objects.filter(pk__in=keys))
    for keys in _in_chunks(new_articles):
        undone.deleted += _delete_quotes(Quote.objects.filter(article__in=keys))
        _delete(Searched.objects.filter(revision__article__in=keys))
        _delete(Revision.objects.filter(article__in=keys))
        undone.deleted += _delete(Article.objects.filter(pk__in=keys))
    _restore_articles(run, by, rows, undone)
    for kind, model in ((ImportedKind.SOURCE, Source), (ImportedKind.SPEAKER, Speaker)):
        _restore_things(run, by, model, rows.get((kind, False), []), undone)
        _delete_things(model, rows.get((kind, True), []), undone)
    run.undone_by, run.undone_at = by, now_in_whole_seconds(at)
    run.save(update_fields=["undone_by", "undone_at"])
    return undone


def why_not(run, by):
    """Return why a run cannot be undone as things stand, or "". Writes nothing."""
    try:
        with transaction.atomic():
            undo_run(run, by=by)
            raise _Rehearsed
    except _Rehearsed:
        return ""
    except WorkflowError as error:
        return str(error)


class _Rehearsed(Exception):
    """It would go: everything back."""


def _rows(run):
    found = {}
    for row in run.rows.order_by("pk"):
        found.setdefault((ImportedKind(row.kind), row.is_new), []).append(row)
    return found


def _in_chunks(rows):
    return batches((row.key for row in rows), _CHUNK)


def _demand_untouched(run, quotes, articles=None):
    """Raise WorkflowError (built_on) where somebody went on from what a run wrote."""
    touched = [
        (Review.objects.filter(quote__in=quotes, pk__gt=run.last_review), "quote"),
        (
            Correction.objects.filter(quote__in=quotes, drafted_at__gt=run.finished_at),
            "quote",
        ),
        (ReaderReport.objects.filter(quote__in=quotes), "quote"),
        (BatchItem.objects.filter(quote__in=quotes), "quote"),
    ]
    for rows, path in touched:
        row = rows.select_related(path).first()
        if row is not None:
            raise _built_on(row._meta.verbose_name, getattr(row, path).public_id)
    links = QuoteLink.objects.filter(from_quote__in=quotes) | QuoteLink.objects.filter(
        to_quote__in=quotes
    )
    link = links.select_related("from_quote").first()
    if link is not None:
        raise _built_on(link._meta.verbose_name, link.from_quote.public_id)
    if articles is not None:
        later = Revision.objects.filter(
            article__in=articles, received_at__gt=run.finished_at
        ).select_related("article")
        row = later.first()
        if row is not None:
            raise _built_on(row._meta.verbose_name, row.article.public_id)


def _built_on(what, public_id):
    return WorkflowError(
        _(
            "Somebody went on from this import: there is a later %(what)s of %(id)s. "
            "Nothing was undone; correct what is wrong one by one."
        ),
        code="built_on",
        params={"what": what, "id": public_id},
    )


def _delete_links(run, rows, undone):
    for keys in _in_chunks(rows.get((ImportedKind.LINK, True), [])):
        undone.deleted += _delete(QuoteLink.objects.filter(pk__in=keys))


def _delete(rows):
    """Delete rows as they are, in one statement: what hangs on them went before."""
    return rows.order_by()._raw_delete(rows.db)


def _delete_quotes(quotes):
    keys = list(quotes.values_list("pk", flat=True))
    total = 0
    for some in batches(iter(keys), _CHUNK):
        items = DeskItem.objects.filter(quote__in=some)
        _delete(DeskItem.changers.through.objects.filter(deskitem__in=items))
        for rows in (
            items,
            Finding.objects.filter(quote__in=some),
            Reading.objects.filter(quote__in=some),
            CorrectionTask.objects.filter(correction__quote__in=some),
            Correction.objects.filter(quote__in=some),
            PublicationSpeaker.objects.filter(publication__quote__in=some),
            PublicationSource.objects.filter(publication__quote__in=some),
            Publication.objects.filter(quote__in=some),
            Review.objects.filter(quote__in=some),
            Proposal.objects.filter(quote__in=some),
            Attribution.objects.filter(quote__in=some),
            Span.objects.filter(quote__in=some),
            QuoteTerms.objects.filter(quote__in=some),
        ):
            _delete(rows)
        total += _delete(Quote.objects.filter(pk__in=some))
    return total


def _restore_quotes(run, by, rows, undone):
    frame = Frame(run, trusted=True, tell=lambda _: None, refuse=None)
    for row in reversed(rows.get((ImportedKind.QUOTE, False), [])):
        quote = Quote.objects.select_related("article").get(pk=row.key)
        article = ArticleAt(
            quote.article_id, quote.article.public_id, quote.article.language
        )
        for number, key in quote.article.revisions.values_list("number", "pk"):
            article.revisions[number] = key
        frame.refs.load([row.before])
        restore_quote(frame, row.before, article, quote.pk)
        undone.restored += 1


def _restore_articles(run, by, rows, undone):
    for row in reversed(rows.get((ImportedKind.ARTICLE, False), [])):
        number = row.before.get("revision")
        if number is None:
            article = Article.objects.get(pk=row.key)
            _set(article, row.before, by, run)
            with noting_release(article):
                article.save()
        else:
            _delete_revision(row.key, number)
            refresh_article(row.key)
        undone.restored += 1


def _delete_revision(article, number):
    revision = Revision.objects.select_related("article").get(
        article=article, number=number
    )
    try:
        revision.delete()
    except ProtectedError:
        raise _built_on(_("span"), revision.article.public_id) from None


def _set(row, before, by, run):
    for name, value in before.items():
        setattr(row, name, as_value(type(row), name, value))
    row._history_user = by
    row._change_reason = f"import {run.public_id} undone"


def _restore_things(run, by, model, rows, undone):
    for row in reversed(rows):
        if row.before:
            thing = model.objects.get(pk=row.key)
            _set(thing, row.before, by, run)
            thing.save()
            undone.restored += 1


def _delete_things(model, rows, undone):
    for row in reversed(rows):
        thing = model.objects.filter(pk=row.key).first()
        if thing is None:
            continue
        try:
            with transaction.atomic():
                if model is Speaker:
                    PublicName.objects.filter(speaker=thing).delete()
                thing.delete()
        except (ProtectedError, IntegrityError):
            undone.kept.append(thing)
        else:
            undone.deleted += 1
