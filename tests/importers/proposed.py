"""What the engine's proposals of an article are, column by column, to compare two runs."""

from quotes import models
from quotes.models import Article
from tests import factories

PROPOSED = (
    *(models.Quote, models.Span, models.Attribution, models.Proposal),
    *(models.Review, models.Finding, models.DeskItem),
    *(each.history.model for each in (models.Quote, models.Span, models.Attribution)),
)
#: Made by chance, by the clock, or by the order of insertion.
UNLIKE = {"history_date"}
#: Columns that tell when a run was made.
MOMENTS = {"changed_at", "proposed_at", "at", "found_at", "waiting_since"}


def written(article, but=()):
    """Return every column of the rows of an article but some, keys as places in tables."""
    quotes = list(article.quotes.order_by("pk"))
    spans = list(models.Span.objects.filter(quote__in=quotes).order_by("pk"))
    claims = list(models.Attribution.objects.filter(quote__in=quotes).order_by("pk"))
    places = {
        models.Quote: {row.pk: number for number, row in enumerate(quotes)},
        models.Span: {row.pk: number for number, row in enumerate(spans)},
        models.Attribution: {row.pk: number for number, row in enumerate(claims)},
    }
    names = {row.public_id: f"quote {number}" for number, row in enumerate(quotes)}
    rows = {}
    for model in PROPOSED:
        if hasattr(model, "tracked_fields"):
            tracked = model.instance_type
            several = model.objects.filter(id__in=places[tracked]).order_by("id")
        elif model is models.Quote:
            several = quotes
        else:
            several = model.objects.filter(quote__in=quotes).order_by("quote_id", "pk")
        rows[model.__name__] = [_columns(row, places, names, but) for row in several]
    return rows


def _columns(row, places, names, but):
    columns = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        related = field.related_model or getattr(row, "instance_type", None)
        if field.name == "id" and hasattr(row, "instance_type"):
            value = places[row.instance_type][value]
        elif field.primary_key or field.name in (*UNLIKE, *but):
            continue
        elif related in places and field.is_relation and value is not None:
            value = places[related][value]
        elif related in (Article, models.Revision) and value is not None:
            value = related.__name__  # its own; check_data proves that it is
        elif field.name == "public_id":
            value = names[value]
        elif field.name in ("digest", "head_digest"):
            value = len(value)  # what it covers has another id; verify_ledger proves it
        elif field.name == "state" and isinstance(value, dict):
            value = {**value, "id": names[value["id"]], "article": "its own"}
        columns[field.name] = value
    return columns


def newsroom():
    """Return nothing: speakers, names, offices and a merge, for mentions to resolve to."""
    blinken = factories.make_speaker("Antony Blinken")
    factories.make_name(blinken, "M. Blinken")
    factories.make_office(blinken, "secrétaire d’État", held_from="2021-01-26")
    factories.make_name(factories.make_speaker("Kremlin", kind="government"), "Moscou")
    stays = factories.make_speaker("Hélène Sorel")
    factories.make_speaker("Paul Vidal", merged_into=stays)
    for name in ("Jean Martin", "Jean Martin", "Mark Rutte", "Helen Sorel"):
        factories.make_speaker(name)
