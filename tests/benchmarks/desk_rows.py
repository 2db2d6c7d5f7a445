"""What a quote of the corpus has on the desk: findings, proposals, its place in the queue."""

import re
from datetime import timedelta

from quotes import models
from quotes.checks import RULES
from quotes.workflow.desk import DECIDED_BY_ANOTHER, WAITING, WEIGHTS
from tests.benchmarks import lives
from tests.benchmarks.plain_rows import canonical, maker

_changers = models.DeskItem.changers.through
item_row = maker(
    models.DeskItem,
    *("id", "quote_id", "article_id", "status", "severity", "waiting_since"),
)
changer_row = maker(_changers, "id", "deskitem_id", "user_id")
finding_row = maker(
    models.Finding,
    *("id", "quote_id", "rule", "severity", "details", "found_at"),
    *("dismissed_by_id", "dismissed_at", "dismissal"),
)
proposal_row = maker(
    models.Proposal,
    *("id", "quote_id", "number", "engine", "engine_version", "fields", "outcome"),
    *("decided_by_id", "proposed_at"),
)
_RULES = sorted(RULES)
_FIELDS = canonical({"speaker": {"rule": "incise-name", "confidence": 87}}).decode()
#: What a sentence of a rule names, by rule.
_NAMED = {key: re.findall(r"%\((\w+)\)", RULES[key].sentence) for key in _RULES}


def add_desk_rows(quote):
    """Write findings, proposal and place in the queue of a quote (QuoteRows)."""
    waits = quote.status in WAITING
    findings = _add_findings(quote, waits)
    _add_proposal(quote)
    if not waits:
        return
    seen = 2 if quote.status == "under_review" else 0
    severity = max([seen, *(WEIGHTS[RULES[rule].severity] for rule in findings)])
    rows = quote.piece.rows
    rows[models.DeskItem].append(
        item_row(
            *(quote.key, quote.key, quote.article.key, quote.status, severity),
            quote.at,
        )
    )
    if quote.status in DECIDED_BY_ANOTHER:
        rows[_changers].append(changer_row(quote.key, quote.key, quote.changed_by.pk))


def _add_findings(quote, waits):
    """Write findings: of every second that waits; return the rules of the open ones.

    What was settled keeps some that somebody dismissed.
    """
    rng = quote.rng
    if rng.random() > (0.5 if waits else 0.03):
        return []
    found = rng.sample(_RULES, rng.choice((1, 1, 2)))
    verifier = quote.people[lives.VERIFIER]
    done = (None, None, "") if waits else (verifier.pk, quote.at, "Vu.")
    for place, rule in enumerate(found):
        details = dict.fromkeys(_NAMED[rule], quote.words[:40])
        quote.piece.rows[models.Finding].append(
            finding_row(
                *(quote.key * 2 + place, quote.key, rule, RULES[rule].severity),
                *(canonical(details).decode(), quote.changed_at, *done),
            )
        )
    return found if waits else []


def _add_proposal(quote):
    outcome, by = {
        "proposed": ("pending", None),
        "rejected": ("rejected", quote.people[lives.VERIFIER].pk),
        "found by a program": ("accepted", quote.people[lives.EDITOR].pk),
    }.get(quote.fate, ("", None))
    if outcome:
        at = quote.article.created_at + timedelta(minutes=1)
        quote.piece.rows[models.Proposal].append(
            proposal_row(
                *(quote.key, quote.key, 1, "newsroom", "1.0", _FIELDS, outcome),
                *(by, at),
            )
        )
