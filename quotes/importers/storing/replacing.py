"""A stored quote brought up to a full record: rows updated, added and taken away."""

from django.db import IntegrityError, transaction

from quotes.importers.shape import read_moment
from quotes.importers.storing.quote_rows import QuoteRows
from quotes.importers.storing.rows import Rows
from quotes.models import (
    Attribution,
    Correction,
    CorrectionTask,
    Finding,
    Proposal,
    Publication,
    PublicationSource,
    PublicationSpeaker,
    Quote,
    QuoteTerms,
    Review,
    Span,
)
from quotes.models.constraints import sentence_for
from quotes.workflow.desk import refresh_item

#: How the rows that hang on a quote are told apart, and by which path they hang on it.
_NATURAL = (
    (Span, "quote", ("revision__number", "role", "number")),
    (Attribution, "quote", ("number",)),
    (Proposal, "quote", ("number",)),
    (Review, "quote", ("number",)),
    (Correction, "quote", ("public_id",)),
    (CorrectionTask, "correction__quote", ("correction__public_id", "number")),
    (Publication, "quote", ("number",)),
    (PublicationSpeaker, "publication__quote", ("publication__number", "position")),
    (PublicationSource, "publication__quote", ("publication__number", "depth")),
    (Finding, "quote", ("rule", "place")),
    (QuoteTerms, "quote", ()),
)

#: What a later state may not have any more; the others are never taken away.
_MAY_GO = (Finding, Attribution, Span)


def replace_quote(frame, unit, record, article, key):
    """Write a record over the rows of a quote, by its key, and tell what became of it."""
    try:
        with transaction.atomic():
            before = frame.record_of(key)
            _replace(frame, record, article, key)
            quote = Quote.objects.get(pk=key)
            refresh_item(quote, at=read_moment(frame.at))
            frame.imported("quote", key, before=before, is_new=False)
    except IntegrityError as error:
        frame.refuse(unit, [("", (sentence_for(error), ""), None)])
        return
    frame.done(
        "quote",
        "updated",
        unit.item,
        public_id=record["id"],
        changes=unit.changes or None,
    )


def _replace(frame, record, article, key):
    locked = Quote.objects.select_for_update(of=("self",)).get(pk=key)
    known = {(Quote,): locked.pk}
    for model, path, names in _NATURAL:
        rows = model.objects.filter(**{path: key}).order_by()
        for pk, *natural in rows.values_list("pk", *names):
            known[model, *natural] = pk
    rows = Rows(frame.writer)
    written = QuoteRows(rows, frame.refs, article, known)
    written.write(record)
    gone = {}
    for (model, *natural), pk in known.items():
        if model in _MAY_GO and (model, *natural) not in written.seen:
            gone.setdefault(model, []).append(pk)
    # Spans and attributions are unique in several ways that two rows may swap.
    for model in _MAY_GO:
        if model in gone and model is not Span:
            model.objects.filter(pk__in=gone[model]).delete()
    for model, values in written.replaced.by_model.items():
        frame.writer.replace(model, values)
    for model, values in rows.by_model.items():
        frame.writer.write(model, values)
    if Span in gone:
        Span.objects.filter(pk__in=gone[Span]).delete()
    frame.writer.prove()


def restore_quote(frame, before, article, key):
    """Make the rows of a quote again what its record before an update says."""
    last = len(before["reviews"])
    published = {row["number"] for row in before.get("publications") or ()}
    later = Publication.objects.filter(quote=key).exclude(number__in=published)
    PublicationSpeaker.objects.filter(publication__in=later).delete()
    PublicationSource.objects.filter(publication__in=later).delete()
    later.delete()
    corrections = {row["id"] for row in before.get("corrections") or ()}
    Correction.objects.filter(quote=key).exclude(public_id__in=corrections).delete()
    Review.objects.filter(quote=key, number__gt=last).delete()
    proposals = {row["number"] for row in before.get("proposals") or ()}
    Proposal.objects.filter(quote=key).exclude(number__in=proposals).delete()
    _replace(frame, before, article, key)
    quote = Quote.objects.get(pk=key)
    refresh_item(quote, at=quote.changed_at)
