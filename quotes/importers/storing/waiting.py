"""The desk's row of a quote that is imported, as quotes.workflow.desk would keep it."""

from types import SimpleNamespace

from quotes.importers.shape import read_moment
from quotes.models import DeskItem
from quotes.transitions import CHANGING, FOUR_EYED
from quotes.workflow.desk import DECIDED_BY_ANOTHER, OpenRows, columns_for


def add_desk_row(rows, record, quote, article, refs):
    """Add the row of a new quote, by the keys of it and of its article, if it needs one."""
    columns = columns_for(
        SimpleNamespace(status=record["status"], article_id=article),
        OpenRows(
            corrections=[
                row.get("severity") or "medium"
                for row in record.get("corrections") or ()
                if not row.get("published_at")
            ],
            reports=0,
            findings=[
                (
                    row["severity"],
                    read_moment(row.get("found_at") or record["changed_at"]),
                )
                for row in record.get("findings") or ()
                if not row.get("dismissed_at")
            ],
            settled_at=_settled_at(record),
        ),
    )
    if columns is None:
        return
    key = rows.key(DeskItem)
    rows.add(
        DeskItem,
        {
            **columns,
            "id": key,
            "quote_id": quote,
            "waiting_since": record["changed_at"],
        },
    )
    if record["status"] not in DECIDED_BY_ANOTHER:
        return
    through = DeskItem.changers.through
    for person in sorted(_changers(record, refs)):
        values = {"id": rows.key(through), "deskitem_id": key, "user_id": person}
        rows.add(through, values)


def _settled_at(record):
    decided = [row for row in record["reviews"] if row["decision"] in FOUR_EYED]
    return read_moment(decided[-1]["at"]) if decided else None


def _changers(record, refs):
    found, last = set(), 0
    for row in record["reviews"]:
        if row["decision"] in FOUR_EYED and not row["state"].get("single_editor"):
            last = row["number"]
    for row in record["reviews"]:
        if row["decision"] in CHANGING and row["number"] > last:
            found.add(refs.person(row["by"]))
    return (found | {refs.person(record.get("changed_by"))}) - {None}
