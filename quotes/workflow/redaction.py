"""Taking out of a source's own records what is sealed in the vault.

Earlier versions and the log of the admin are no ledger: there it is blacked out. What
readers were shown and what reviews say is never changed: there it can only be found.
"""

import json
import re

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext as _

from quotes.models import Finding, Review, Source
from quotes.texts import fold, places_of
from quotes.workflow.errors import WorkflowError

BLACK = "▒▒▒"

#: What a source says in words.
COLUMNS = ("name", "publisher", "url", "archived_url", "terms_reason")

#: Shorter than this it would be found in other words.
SHORTEST = 4

#: Addresses and telephone numbers, which name somebody without what stands around them.
_REACHES = re.compile(r"[^\s<>(),;:]+@[^\s<>(),;:]+|\+?\d[\d .()/-]{5,}\d")


def secrets_of(identity):
    """Return what of an identity may stand nowhere else, longest first.

    Name and contact as they are, and each address and number of the contact.
    """
    contact = identity["contact"]
    found = {identity["name"], contact, *_REACHES.findall(contact)}
    kept = {text for text in found if len(fold(text)) >= SHORTEST}
    return sorted(kept, key=lambda text: (-len(text), text))


def says(text, secrets):
    """Tell whether a text says any of the secrets, however it is written."""
    folded = fold(text)
    return any(fold(secret) in folded for secret in secrets)


def blacked(text, secrets):
    """Return a text with every occurrence of the secrets blacked out."""
    for secret in secrets:
        for start, end in reversed(places_of(text, secret)):
            text = text[:start] + BLACK + text[end:]
    return text


def demand_nothing_kept(source, secrets):
    """Raise WorkflowError (in_the_clear) where what is never changed says the secrets.

    Those are what readers were shown of a source, and the reviews of its statements.
    """
    if ids := _published_with(source, secrets):
        raise WorkflowError(
            _(
                "What you seal was published with this source, and what was published "
                "is kept (statements: %(ids)s). Make another source that does not say "
                "it, give it to these statements, and seal the identity there; and ask "
                "a standards editor whether to withdraw them."
            ),
            code="in_the_clear",
            params={"ids": ", ".join(ids)},
        )
    if ids := _reviewed_with(source, secrets):
        raise WorkflowError(
            _(
                "Reviews of statements from this source say what you seal, in a reason "
                "or as evidence, and reviews are kept (statements: %(ids)s). Take the "
                "source out of these statements, enter them anew with it, and seal then."
            ),
            code="in_the_clear",
            params={"ids": ", ".join(ids)},
        )


def black_out(source, secrets):
    """Black the secrets out of a source's earlier records; return of how many.

    Records are earlier versions, entries in the log of the admin, and findings that
    name the source. To be called in a transaction that holds the source. No secret is
    handed to the database: its log would tell.
    """
    named = {}
    count = _black_versions(source, secrets, named)
    count += _black_log(source, secrets, named)
    return count + _black_findings(source, secrets)


def _black_versions(source, secrets, named):
    """Black out earlier versions; note in named what each name became."""
    count = 0
    for row in Source.history.filter(id=source.pk):
        named[row.name[:200]] = blacked(row.name, secrets)[:200]
        changed = {
            column: blacked(text, secrets)
            for column in (*COLUMNS, "history_change_reason")
            if says(text := getattr(row, column) or "", secrets)
        }
        if changed:
            count += Source.history.filter(pk=row.pk).update(**changed)
    return count


def _black_log(source, secrets, named):
    """Black out the log of the admin, which cuts names at 200 signs: see named."""
    count = 0
    entries = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Source),
        object_id=str(source.pk),
    )
    for row in entries:
        before = (row.object_repr, row.change_message)
        shown = named.get(row.object_repr, row.object_repr)
        after = (blacked(shown, secrets), _blacked_json(row.change_message, secrets))
        if after != before:
            rows = LogEntry.objects.filter(pk=row.pk)
            count += rows.update(object_repr=after[0], change_message=after[1])
    return count


def _blacked_json(message, secrets):
    """Return a message of the log, which is a sentence or JSON in ASCII."""
    try:
        plain = json.loads(message)
    except ValueError:
        return blacked(message, secrets)
    after = _each_text(plain, secrets)
    return message if after == plain else json.dumps(after)


def _each_text(value, secrets):
    if isinstance(value, dict):
        return {key: _each_text(each, secrets) for key, each in value.items()}
    if isinstance(value, list):
        return [_each_text(each, secrets) for each in value]
    return blacked(value, secrets) if isinstance(value, str) else value


def _black_findings(source, secrets):
    count = 0
    rows = Finding.objects.filter(
        quote__source__in=_relaying(source), details__has_key="source"
    )
    for row in rows:
        after = blacked(row.details["source"], secrets)
        if after != row.details["source"]:
            row.details["source"] = after
            row.save(update_fields=["details"])
            count += 1
    return count


def _relaying(source):
    """Return the keys of a source and of all that relay it, however far away."""
    found, newest = {source.pk}, {source.pk}
    while newest:
        rows = Source.objects.filter(relays__in=newest).values_list("pk", flat=True)
        newest = set(rows) - found
        found |= newest
    return found


def _published_with(source, secrets):
    """Return the ids of quotes that readers were shown with the secrets in the source."""
    rows = source.publications.order_by().values_list("public_id", "shown")
    return sorted(
        {
            public_id
            for public_id, shown in rows.iterator()
            for step in shown.get("chain", ())
            if step["id"] == source.public_id
            and any(says(str(text or ""), secrets) for text in step.values())
        }
    )


def _reviewed_with(source, secrets):
    """Return the ids of a source's quotes of which a review says the secrets."""
    rows = Review.objects.filter(quote__source=source).exclude(
        Q(reason="") & Q(evidence="")
    )
    rows = rows.order_by().values_list("quote__public_id", "reason", "evidence")
    return sorted(
        {
            public_id
            for public_id, *said in rows.iterator()
            if any(says(text, secrets) for text in said)
        }
    )
