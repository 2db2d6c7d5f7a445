"""Proof of every stored row: what no constraint can see, because it needs other rows.

Each function yields Problems; nothing is written. Quotes are read in batches, so
memory does not grow with the database.
"""

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models

from quotes.ids import is_public_id
from quotes.integrity.desk import desk_problems
from quotes.integrity.problem import Problem
from quotes.integrity.publications import publication_problems
from quotes.integrity.quotes import (
    attribution_problems,
    chain_problems,
    review_problems,
    span_problems,
    terms_problems,
)
from quotes.models import Article, Quote, Revision, Source, Speaker
from quotes.texts import TextError, normalize, sha256

BATCH = 200


def problems():
    """Yield every problem in the database."""
    yield from constraint_problems()
    yield from revision_problems()
    yield from cycle_problems(Source, "relays")
    yield from cycle_problems(Speaker, "merged_into")
    for quote in every_quote():
        try:
            yield from quote_problems(quote)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            yield Problem(
                "quote",
                quote.public_id,
                "state",
                f"cannot be read ({type(error).__name__}: {error})",
            )


def every_quote():
    """Yield all quotes with everything that is checked of them preloaded."""
    return (
        Quote.objects.with_state()
        .select_related("desk_item", "terms_row")
        .prefetch_related("desk_item__changers")
        .prefetch_related("findings", "reports")
        .prefetch_related("reviews__by", "publications__speaker_rows__speaker")
        .prefetch_related("publications__source_rows__source")
        .order_by("pk")
        .iterator(chunk_size=BATCH)
    )


def ledger_problems():
    """Yield the first broken link of every broken chain of reviews."""
    rows = Quote.objects.prefetch_related("reviews__by").order_by("pk")
    for quote in rows.iterator(chunk_size=BATCH):
        yield from chain_problems(quote)


def constraint_problems():
    """Yield rows that a check constraint or a foreign key would refuse today."""
    try:
        connection.check_constraints()
    except IntegrityError as error:
        yield Problem("database", connection.alias, "foreign key", str(error))
    for model in apps.get_app_config("quotes").get_models():
        for constraint in model._meta.constraints:
            if isinstance(constraint, models.CheckConstraint):
                yield from _refused_by(constraint, model)


def _refused_by(constraint, model):
    for row in model._default_manager.exclude(constraint.condition).iterator():
        try:
            constraint.validate(model, row)
        except ValidationError as error:
            yield Problem(
                model._meta.verbose_name,
                _name_of(row),
                constraint.name,
                " ".join(error.messages),
            )


def _name_of(row):
    key = getattr(row, "natural_key", None)
    return " ".join(str(part) for part in key()) if key else str(row.pk)


def revision_problems():
    """Yield texts that are not as they were received."""
    for article in Article.objects.filter(revisions=None).iterator():
        yield Problem("article", article.public_id, "revisions", "has no text")
    rows = Revision.objects.select_related("article").order_by("pk")
    for revision in rows.iterator(chunk_size=BATCH):
        which = f"{revision.article.public_id} {revision.number}"
        try:
            if normalize(revision.text) != revision.text:
                yield Problem("revision", which, "text", "is not normalized")
        except TextError as error:
            yield Problem("revision", which, "text", str(error))
        if sha256(revision.text) != revision.sha256:
            yield Problem(
                "revision", which, "sha256", "does not fit the text: it was changed"
            )


def cycle_problems(model, field):
    """Yield rows whose walk along a self-reference comes back to them."""
    rows = model._default_manager.exclude(**{field: None})
    steps = dict(rows.values_list("pk", field))
    for start in steps:
        seen, at = set(), start
        while at in steps and at not in seen:
            seen.add(at)
            at = steps[at]
        if at == start:
            row = model._default_manager.get(pk=start)
            yield Problem(
                model._meta.model_name, row.public_id, field, "leads back to itself"
            )


def quote_problems(quote):
    """Yield what is wrong with one quote of every_quote()."""
    if not is_public_id(quote.public_id):
        yield Problem("quote", quote.public_id, "public_id", "has not the form of one")
    yield from span_problems(quote)
    yield from attribution_problems(quote)
    yield from chain_problems(quote)
    yield from review_problems(quote)
    yield from publication_problems(quote)
    yield from desk_problems(quote)
    yield from terms_problems(quote)
