"""Taking any decision of the table by name, for tests that walk the table."""

from quotes import workflow
from quotes.models import Correction
from quotes.vocabulary import Decision
from tests.factories import make_editor, make_speaker, make_standards_editor

REASON = {"reason": "Relu dans la dépêche."}
EVIDENCE = {"evidence": "Enregistrement, 2’10”."}


def take(decision, quote, *, by, **said):
    """Take a decision with all it needs; return what the workflow returns."""
    if decision == Decision.CHANGE:
        other = "denied" if quote.polarity != "denied" else "asserted"
        return workflow.change_quote(
            quote, by=by, fields={"polarity": other}, **REASON, **said
        )
    if decision == Decision.REATTRIBUTE:
        claims = [workflow.Claim(make_speaker("Kaja Kallas"))]
        return workflow.reattribute(quote, by=by, claims=claims, **REASON, **said)
    if decision == Decision.CORRECT:
        correction = signed_correction_of(quote)
        return workflow.publish_correction(correction, by=by, quote=quote, **said)
    if decision == Decision.REANCHOR:
        text = f"Mise à jour.\n{quote.article.current_revision.text}"
        return workflow.receive_revision(quote.article, text, by=by, **said)
    return workflow.decide(quote, decision, by=by, **{**REASON, **EVIDENCE, **said})


def signed_correction_of(quote):
    """Return a correction that is ready, also of a quote that was never public."""
    return Correction.objects.create(
        quote=quote,
        correction_class="minor",
        error="our_record",
        notice="C’était elle.",
        language="fr",
        drafted_by=make_editor(),
        signed_by=make_standards_editor(),
        signed_at="2024-11-13T08:00:00Z",
    )
