"""What a feed says of publication, turned into a release: never sooner than it allows.

“Usable” means that an item may be published, not that it was. Withheld, canceled and
embargoed items are never public here; a usable one is only where the file gives a moment
of publication that is past. All others are drafts, which an editor releases.
"""

from datetime import UTC, datetime

from quotes.importers.choices import chosen
from quotes.importers.dates import is_past
from quotes.importers.items import Record
from quotes.importers.notes import Notes
from quotes.texts import gettext_noop

STATUSES = ("usable", "withheld", "canceled")


def now() -> datetime:
    """Return this moment; tests put another in its place."""
    return datetime.now(UTC)


def released(
    notes: Notes,
    field: str,
    status: object,
    *,
    embargo: str | None,
    published: str | None,
    held: bool = False,
) -> Record:
    """Return release, embargo_until (of embargoed ones) and published_at of an article.

    status is the file's word, “usable” where it is absent, as IPTC has it; embargo and
    published are moments in UTC; held tells of an embargo without an end. A status that
    is none of IPTC's is a fault, and the article withheld.
    """
    word = status.strip().lower() if isinstance(status, str) else status
    read = chosen(notes, field, word, STATUSES)
    if (word and read is None) or read in ("withheld", "canceled") or held:
        if embargo is not None:
            notes.warn(
                field,
                gettext_noop(
                    "Its embargo until %(embargo)s is not kept: it is withheld anyway."
                ),
                embargo=embargo,
            )
        return {"release": "withheld"}
    if embargo is not None and not is_past(embargo, now()):
        return {"release": "embargoed", "embargo_until": embargo}
    if published is not None and is_past(published, now()):
        return {"release": "published", "published_at": published}
    return {"release": "draft", "published_at": published}
