"""Keeping what the checks find of a statement in step with the statement."""

from datetime import timedelta
from functools import partial

from django.db import transaction

from quotes import checks
from quotes.models import Article, Finding, Quote
from quotes.workflow.chain import now_in_whole_seconds
from quotes.workflow.checking import piece_of, pieces_of
from quotes.workflow.desk import refresh_item


def refresh_findings(quote, *, at):
    """Run the checks on a quote as it is stored; write what is new, drop what is gone.

    at is the aware moment of the change. Dismissed findings stay as they are: they are
    not said again, even where they no longer hold. What the change brings about in
    other statements of the article is written too, desk included; where somebody else
    holds one, after the transaction. Called inside the
    transaction of quotes.workflow.records.record(), which holds the quote's lock and
    brings its own row of the desk up to date.
    """
    at = now_in_whole_seconds(at)
    piece = piece_of(quote.article_id)
    if quote.pk not in piece.quotes:
        return
    stored = _stored_in([quote.article_id])
    found = checks.check(piece.statement_of(quote.pk))
    _write(quote.pk, found, stored.get(quote.pk, []), at)
    moved = {}
    for key in piece.quotes:
        if key != quote.pk:
            found = checks.check_across(piece.statement_of(key))
            rows = [row for row in stored.get(key, []) if row.rule in checks.ACROSS]
            if _differs(found, rows):
                moved[key] = found
    _write_others(piece, moved, at)


def refresh_article(article_id, *, at=None):
    """Run all checks over all statements of an article, by its key; refresh the desk.

    Each statement is written in its own transaction, under its lock. Returns the
    findings that are open afterwards.
    """
    at = now_in_whole_seconds(at)
    _refresh(piece_of(article_id), _stored_in([article_id]), at)
    rows = Finding.objects.open().filter(quote__article_id=article_id)
    return list(rows.select_related("quote").order_by("quote", "rule", "place"))


def refresh_all(article_ids=None, *, at=None):
    """Run refresh_article over articles, all if omitted; yield the open findings."""
    if article_ids is None:
        rows = Article.objects.order_by("pk").values_list("pk", flat=True)
        article_ids = rows.iterator(chunk_size=500)
    for article_id in article_ids:
        yield from refresh_article(article_id, at=at)


def findings_of_new(new, *, made=None, at):
    """Check statements just written, several articles at once; return {key: [Found]}.

    new holds their keys by the key of their article; made is as pieces_of() takes it.
    Their findings are the caller's to write, none of them has any yet. What they bring
    about in other statements of their articles is written, each under its lock.
    """
    found = {}
    pieces = pieces_of(new, made)
    others = [key for key, piece in pieces.items() if len(piece.quotes) > len(new[key])]
    stored = _stored_in(others) if others else {}
    for key, piece in pieces.items():
        for quote in new[key]:
            found[quote] = checks.check(piece.statement_of(quote))
        if key in others:
            _refresh(piece, stored, at, but=new[key])
    return found


def _refresh(piece, stored, at, but=()):
    """Write the findings of a piece where they differ from the stored ones."""
    for key in piece.quotes:
        if key not in but:
            found = checks.check(piece.statement_of(key))
            if _differs(found, stored.get(key, [])):
                _write_locked(key, piece.quotes[key].version, found, at)


def _stored_in(article_ids):
    """Return all findings of articles, dismissed ones too, by the quote's key."""
    rows = Finding.objects.filter(quote__article__in=article_ids).order_by("pk")
    by_quote = {}
    for row in rows:
        by_quote.setdefault(row.quote_id, []).append(row)
    return by_quote


def _differs(found, stored):
    """Tell whether writing findings would change a row."""
    return any(True for _change in _changes(found, stored))


def _changes(found, stored):
    """Yield (stored row or None, finding or None) for every row that has to change."""
    rows = {(row.rule, row.place): row for row in stored}
    for each in found:
        row = rows.pop((each.rule, each.place), None)
        if row is None:
            yield None, each
        elif row.dismissed_at is None and (row.severity, row.details) != (
            each.severity,
            dict(each.details),
        ):
            yield row, each
    yield from ((row, None) for row in rows.values() if row.dismissed_at is None)


def _write(quote_pk, found, stored, at):
    fresh = []
    for row, each in list(_changes(found, stored)):
        if each is None:
            row.delete()
            continue
        if row is not None:
            row.severity, row.details = each.severity, dict(each.details)
            row.save(update_fields=["severity", "details"])
            continue
        fresh.append(
            Finding(
                quote_id=quote_pk,
                rule=each.rule,
                place=each.place,
                severity=each.severity,
                details=dict(each.details),
                found_at=at,
            )
        )
    Finding.objects.bulk_create(fresh)


def _write_others(piece, moved, at):
    """Write the findings of other statements: now, or right after the transaction.

    To wait for whoever holds one, with our own statement locked, is how two editors
    would block each other; and most of what holds one (a decision, a report, a draft)
    runs no checks. So what is held, or was changed since it was read, is checked again
    once we hold nothing. What two changes at the same moment bring about, or put right,
    only together is in neither one's sight, and waits for the nightly run.
    """
    if not moved:
        return
    left = set(moved)
    for other in _not_held(moved):
        if other.version == piece.quotes[other.pk].version:
            stored = other.findings.filter(rule__in=checks.ACROSS)
            _write(other.pk, moved[other.pk], list(stored), at)
            refresh_item(other, at=at)
            left.remove(other.pk)
    if left:
        # Robust: the change itself is saved, and the nightly run makes up for this.
        transaction.on_commit(partial(_catch_up, sorted(left)), robust=True)


def _not_held(keys):
    """Return those of some quotes, by key, that nobody else has locked; locked."""
    rows = Quote.objects.select_for_update(of=("self",), skip_locked=True)
    return rows.filter(pk__in=keys).order_by("pk")


def _catch_up(keys):
    """Run the checks on quotes, by key, waiting for each in a transaction of its own."""
    for key in keys:
        with transaction.atomic():
            quote = Quote.objects.select_for_update(of=("self",)).filter(pk=key).first()
            # Read under the lock: what the one that held it did is there by now.
            piece = quote and piece_of(quote.article_id)
            if piece and key in piece.quotes:
                at = _after_the_last_review(quote)
                found = checks.check(piece.statement_of(key))
                _write(key, found, list(quote.findings.all()), at)
                refresh_item(quote, at=at)


def _after_the_last_review(quote):
    """Return now, but later than the last review, whose author had not seen this.

    Moments are whole seconds, and a settled quote is brought back by later findings.
    """
    now = now_in_whole_seconds(None)
    last = quote.reviews.order_by("-number").values_list("at", flat=True).first()
    return now if last is None else max(now, last + timedelta(seconds=1))


@transaction.atomic
def _write_locked(key, version, found, at):
    """Write the findings of one quote unless it was changed since they were made."""
    quote = Quote.objects.select_for_update(of=("self",)).get(pk=key)
    if quote.version == version:
        _write(key, found, list(quote.findings.all()), at)
        refresh_item(quote, at=at)
