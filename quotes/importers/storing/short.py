"""A short record made full: placed in its text, given speakers, with its first review."""

import json
from types import SimpleNamespace

from quotes.importers.shape import read_moment
from quotes.importers.shapes import QUOTE_COLUMNS
from quotes.importers.storing.places import Placed
from quotes.importers.storing.rows import fresh_id, given
from quotes.importers.storing.states import state_of
from quotes.ledger import review_digest
from quotes.texts import ELISION
from quotes.vocabulary import Basis, Decision, Polarity, Rank, Status


class Completed:
    """The full record of a short one; faults where it cannot be had.

    frame says who imports, when, and knows speakers and sources; article has
    public_id, language, texts and digests; place is where the record stands.
    """

    def __init__(self, record, frame, article, place):
        self.faults, self.warnings, self.record = [], [], None
        number = max(article.texts)
        placed = Placed(record, article.texts[number])
        self.faults += placed.faults
        self.warnings += placed.warnings
        if self.faults:
            return
        for span in placed.spans:
            span["revision"] = number
        self.record = {
            **given(record, *QUOTE_COLUMNS),
            "id": fresh_id(record),
            "kind": placed.kind,
            "polarity": record.get("polarity") or Polarity.ASSERTED.value,
            "language": record.get("language") or article.language,
            "words": ELISION.join(placed.words),
            "status": record.get("status") or Status.UNVERIFIED.value,
            "version": 1,
            "changed_by": frame.username,
            "changed_at": frame.at,
            "spans": placed.spans,
            "source": self._source(record, frame),
        }
        self._date(record)
        self.record["attributions"] = self._attributions(record, frame, number)
        self._proposal(record, frame)
        self.record["reviews"] = [
            review(self.record, frame, article, place, origin=record.get("origin"))
        ]

    def _date(self, record):
        """Say of a date what its columns demand: its precision, and how it is known."""
        if record.get("said_on"):
            self.record.setdefault("said_on_precision", "day")
            self.record.setdefault("said_on_known", "printed")

    def _source(self, record, frame):
        if not record.get("source"):
            return None
        found, wrong = frame.refs.source_said(record["source"])
        if wrong:
            self.faults.append(("source", *wrong))
        return found

    def _attributions(self, record, frame, number):
        is_proposed = self.record["status"] == Status.PROPOSED
        mentions = [s["number"] for s in self.record["spans"] if s["role"] == "mention"]
        speakers = []
        for index, said in enumerate(record.get("speakers") or ()):
            if not (said.get("id") or said.get("name") or said.get("wikidata_id")):
                continue
            found, wrong = frame.refs.speaker_said(said)
            if wrong:
                is_reference = wrong[1].get("kind") is not None
                told = self.faults if is_reference else self.warnings
                told.append((f"speakers[{index}]", *wrong))
            if found and found not in speakers:
                speakers.append(found)
        if not speakers and mentions:
            speakers = [None]
        rows = []
        for index, speaker in enumerate(speakers, start=1):
            mention = mentions[min(index, len(mentions)) - 1] if mentions else None
            basis = Basis.PRINTED if mention else Basis.EDITOR
            rows.append(
                {
                    "number": index,
                    "speaker": speaker,
                    "mention": mention and {"revision": number, "number": mention},
                    "rank": (Rank.NORMAL if is_proposed else Rank.PREFERRED).value,
                    "position": 0 if is_proposed else index,
                    "jointly": len(speakers) > 1 and not is_proposed,
                    "basis": (Basis.PROPOSED if is_proposed else basis).value,
                }
            )
        return rows

    def _proposal(self, record, frame):
        engine = record.get("engine")
        if self.record["status"] == Status.PROPOSED and engine:
            self.record["proposals"] = [
                {
                    "number": 1,
                    "engine": engine["name"],
                    "engine_version": engine["version"],
                    "fields": engine.get("fields") or {},
                    "proposed_at": frame.at,
                }
            ]


def review(record, frame, article, place, *, origin=None, number=1, previous=""):
    """Return the review that says: imported, from where, and what the file said of it."""
    row = {
        "number": number,
        "decision": Decision.IMPORT.value,
        "by": frame.username,
        "role": frame.role,
        "at": frame.at,
        "reason": f"{frame.name}, {place}"[:500],
        "evidence": json.dumps(origin, ensure_ascii=False, sort_keys=True)
        if origin
        else "",
        "evidence_is_internal": bool(origin),
        "state": state_of(record, article.public_id, article.digests),
        "previous_digest": previous,
    }
    row["digest"] = review_digest(
        SimpleNamespace(
            **{**row, "at": read_moment(row["at"])}
            | {
                "quote": SimpleNamespace(public_id=record["id"]),
                "by": SimpleNamespace(get_username=lambda: row["by"]),
            }
        )
    )
    return row
