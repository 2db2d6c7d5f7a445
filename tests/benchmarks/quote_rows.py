"""All rows of one quote of the corpus: what the workflow would have written of it."""

from datetime import timedelta

from orjson import Fragment

from quotes import models
from quotes.texts import ELISION
from quotes.transitions import CHANGING, FOUR_EYED
from tests.benchmarks import lives, published_rows
from tests.benchmarks.cast import public_id
from tests.benchmarks.correction_rows import write_correction
from tests.benchmarks.desk_rows import add_desk_rows
from tests.benchmarks.frozen import (
    claim,
    digest_of,
    moment,
    span_states,
)
from tests.benchmarks.invented import body
from tests.benchmarks.plain_rows import canonical, maker
from tests.benchmarks.quick_terms import terms_in_parts

quote_row = maker(
    models.Quote,
    *("id", "public_id", "article_id", "kind", "polarity", "words", "language"),
    *("occasion", "is_heading", "said_on", "said_on_precision", "said_on_known"),
    *("source_id", "status", "version", "changed_by_id", "changed_at"),
    *("decided_by_id", "review_count", "head_digest"),
)
span_row = maker(
    models.Span,
    *("id", "quote_id", "revision_id", "role", "number", "start", "end", "exact"),
    *("prefix", "suffix", "state"),
)
attribution_row = maker(
    models.Attribution,
    *("id", "quote_id", "number", "speaker_id", "mention_id", "rank", "position"),
    *("jointly", "basis", "reason", "accepted_by_id"),
)
terms_row = maker(models.QuoteTerms, "id", "quote_id", "terms")
review_row = maker(
    models.Review,
    *("id", "quote_id", "number", "decision", "by_id", "role", "at", "reason"),
    *("evidence", "state", "previous_digest", "digest"),
)


class QuoteRows:
    """One quote on its way through its fate; its rows go into the lists of its piece.

    said: the statement, who it names, its kind and its polarity.
    """

    def __init__(self, piece, key, offset, said):
        rng = self.rng = piece.rng
        self.piece, self.cast, self.key, self.offset = piece, piece.cast, key, offset
        self.said, self.article = said, piece.article
        self.public_id = public_id(rng)
        self.fate = lives.CHANCES.one(rng)
        if self.fate == "misattributed" and len(said.speakers) > 1:
            self.fate = "entered"
        _role, _number, start, end = said.statement.spans[0]
        self.words = said.statement.text[start:end]
        self.occasion = body(rng) if rng.random() < 0.15 else ""
        self.is_heading = rng.random() < 0.005
        self.source = rng.choice(self.cast.sources) if rng.random() < 0.85 else None
        self.said_on = None
        if rng.random() < 0.2:
            self.said_on = self.article.published_on - timedelta(rng.randrange(4))
        self.people = {role: rng.choice(who) for role, who in self.cast.people.items()}
        self.correction = self.wrong = None
        self.at = self.article.created_at
        self.changed_at = self.at
        self.changed_by = self.decided_by = None

    def write(self):
        """Put all rows of the quote where those of its piece are."""
        self.claims = self._first_claims()
        self.spans = self._spans(self.piece.revisions[0], "exact")
        self._state = self._whole_state()
        steps = lives.steps_of(self.fate, is_placed_anew=len(self.piece.revisions) > 1)
        self.number, self.digest, publications = (
            0,
            "",
            published_rows.Publications(self),
        )
        for step in steps:
            state = self._take(step)
            if lives.publishes(step):
                publications.add(step, state)
        self.status = steps[-1].status
        publications.write(self.status == "under_review")
        self._write_claims()
        self._write_quote()
        add_desk_rows(self)

    # Where it starts

    def _first_claims(self):
        speakers, rng = self.said.speakers, self.rng
        if self.fate in ("proposed", "found by a program", "rejected"):
            claims = [
                claim(number, speaker, number, "normal", "proposed")
                for number, speaker in enumerate(speakers, start=1)
            ]
        else:
            if self.fate == "unresolved":
                speakers = [None]
            elif self.fate == "misattributed":
                speakers = [self.cast.other_than(rng, speakers)]
            jointly = len(speakers) > 1
            claims = [
                claim(
                    number,
                    speaker,
                    number,
                    "preferred",
                    "printed",
                    position=number,
                    jointly=jointly,
                )
                for number, speaker in enumerate(speakers, start=1)
            ]
        chance = rng.random()
        if chance < 0.05:
            other = self.cast.other_than(rng, self.said.speakers)
            number = len(claims) + 1
            claims.append(
                claim(number, other, 1, "deprecated", "editor", reason="Homonyme.")
                if chance < 0.02
                else claim(number, other, None, "normal", "editor")
            )
        return claims

    def _spans(self, revision, anchor):
        """Write the spans in a revision; return their states."""
        offset = revision.shift + self.offset
        states = span_states(revision.text, offset, self.said.statement.spans, anchor)
        first = (self.key * 2 + revision.number - 1) * lives.MOST_SPANS
        rows = self.piece.rows[models.Span]
        for place, state in enumerate(states):
            rows.append(
                span_row(first + place, self.key, revision.key, *state.values())
            )
        self.revision = {"number": revision.number, "sha256": revision.sha256}
        return states

    def _whole_state(self):
        return {
            "id": self.public_id,
            "article": self.article.public_id,
            "revision": self.revision,
            "external_id": "",
            "status": "",
            "kind": self.said.kind,
            "polarity": self.said.polarity,
            "words": self.words,
            "language": self.article.language,
            "occasion": self.occasion,
            "is_heading": self.is_heading,
            "said_on": {
                "date": self.said_on and self.said_on.isoformat(),
                "precision": "day" if self.said_on else "",
                "printed": "",
                "known": "printed" if self.said_on else "",
            },
            "source": self.source and self.source.public_id,
            "single_editor": "",
            "spans": self.spans,
            "attributions": self.claims,
            "corrections": [],
        }

    # Its steps

    def _take(self, step):
        """Take a step: change what it changes and write its review; return the state."""
        rng, decision = self.rng, step.decision
        self.at += timedelta(hours=rng.randrange(1, 160), minutes=rng.randrange(60))
        by = self.people[step.role]
        if decision == "accept":
            self._accept(by)
        elif decision == "reattribute":
            self._reattribute(step.reason)
        elif decision == "correct":
            said = write_correction(self)
            self._state = {**self._state, "corrections": [said]}
        elif decision == "reanchor":
            self.at = max(self.at, self.piece.revisions[1].received_at)
            spans = self._spans(self.piece.revisions[1], "moved")
            self._state = {**self._state, "spans": spans, "revision": self.revision}
        if decision in CHANGING:
            self.changed_by, self.changed_at = by, self.at
        elif decision in FOUR_EYED:
            self.decided_by = by
            self.evidence = step.evidence
        state = {**self._state, "status": step.status, "attributions": self.claims}
        self._state = state
        self._write_review(step, by, canonical(state))
        return state

    def _write_review(self, step, by, state):
        self.number += 1
        reason = (
            self.correction["notice"] if step.decision == "correct" else step.reason
        )
        before = self.digest
        self.digest = digest_of(
            {
                "quote": self.public_id,
                "number": self.number,
                "decision": step.decision,
                "by": by.username,
                "role": step.role,
                "at": moment(self.at),
                "reason": reason,
                "evidence": step.evidence,
                "evidence_is_internal": False,
                "state": Fragment(state),
                "previous_digest": before,
            }
        )
        self.review_key = self.key * lives.MOST_REVIEWS + self.number - 1
        self.piece.rows[models.Review].append(
            review_row(
                *(self.review_key, self.key, self.number, step.decision, by.pk),
                *(step.role, self.at, reason, step.evidence, state.decode()),
                *(before, self.digest),
            )
        )

    def _accept(self, by):
        claims = [{**each} for each in self.claims]
        own = [each for each in claims if each["basis"] == "proposed"]
        for position, each in enumerate(own, start=1):
            each |= {"rank": "preferred", "position": position}
            each |= {"jointly": len(own) > 1, "accepted_by": by.username}
        self.claims = claims

    def _reattribute(self, reason):
        old, *others = self.claims
        self.wrong = {**old, "rank": "deprecated", "position": 0, "reason": reason}
        right = claim(
            len(self.claims) + 1,
            self.said.speakers[0],
            1,
            "preferred",
            "printed",
            position=1,
        )
        self.claims = [self.wrong, *others, right]

    # Where it ends

    def claim_key(self, claim):
        """Return the key of an attribution, by its state."""
        return self.key * lives.MOST_SPANS + claim["number"]

    def _write_claims(self):
        rows, cast = self.piece.rows[models.Attribution], self.cast
        first = self.key * 2 * lives.MOST_SPANS
        mentions = {
            number: first + place
            for place, (role, number, _s, _e) in enumerate(self.said.statement.spans)
            if role == "mention"
        }
        for each in self.claims:
            speaker = each["speaker"] and cast.by_public_id[each["speaker"]].pk
            accepted = each["accepted_by"] and self.people[lives.EDITOR].pk
            rows.append(
                attribution_row(
                    *(self.claim_key(each), self.key, each["number"], speaker),
                    *(mentions.get(each["mention"]), each["rank"], each["position"]),
                    *(each["jointly"], each["basis"], each["reason"], accepted),
                )
            )

    def _write_quote(self):
        known = "printed" if self.said_on else ""
        self.piece.rows[models.Quote].append(
            quote_row(
                *(self.key, self.public_id, self.article.key, self.said.kind),
                *(self.said.polarity, self.words, self.article.language),
                *(self.occasion, self.is_heading, self.said_on),
                *("day" if self.said_on else "", known),
                *(self.source and self.source.pk, self.status, self.number),
                *(self.changed_by.pk, self.changed_at),
                *(self.decided_by and self.decided_by.pk, self.number, self.digest),
            )
        )
        found = terms_in_parts(self.words.split(ELISION), self.article.language)
        self.piece.rows[models.QuoteTerms].append(terms_row(self.key, self.key, found))
