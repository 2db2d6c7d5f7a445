"""“Was this a silent correction?”: what answers it, beside dismissing the finding.

The question is rule R001 of the checks. No, with the reason, is its dismissal; yes is a
correction of the quote, drafted while it is open.
"""

from quotes.workflow.chain import now_in_whole_seconds

RULE = "R001"


def _answer(correction):
    """Return what the finding keeps: a sign and an id, in nobody's language."""
    return f"↻ {correction.public_id}"


def answer_with(correction, *, by, at):
    """Settle the open question about a correction's quote: the draft is the answer."""
    for row in correction.quote.findings.open().filter(rule=RULE):
        row.dismissed_by, row.dismissed_at = by, now_in_whole_seconds(at)
        row.dismissal = _answer(correction)
        row.save(update_fields=["dismissed_by", "dismissed_at", "dismissal"])


def ask_again(correction):
    """Open the question again that a draft, now discarded, had answered."""
    rows = correction.quote.findings.filter(rule=RULE)
    for row in rows.filter(dismissal=_answer(correction)):
        row.dismissed_by, row.dismissed_at, row.dismissal = None, None, ""
        row.save(update_fields=["dismissed_by", "dismissed_at", "dismissal"])
