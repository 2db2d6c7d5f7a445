"""A French sentence, read for its statements."""

from quotes.extraction.drafts import Draft, Opening
from quotes.extraction.french.according import According
from quotes.extraction.french.incises import Incises
from quotes.extraction.french.nominal import Nominal
from quotes.extraction.french.reports import Reports
from quotes.extraction.french.rules import Context
from quotes.extraction.french.verb_groups import Voice
from quotes.extraction.items import Sentence


def read(
    sentence: Sentence, before: Sentence | None = None
) -> tuple[list[Draft], list[Opening]]:
    """Return the statements of a sentence by the rules of French, and what is open.

    before is the sentence in front of it: “C’est le constat de X” is about that one.
    """
    context = Context(sentence)
    incises, reports = Incises(context), Reports(context)
    found: list[Draft] = []
    for cue in context.cues:
        draft = incises.read(cue) or reports.read(cue) or reports.passive(cue)
        if draft:
            found.append(draft)
            context.used.add(cue.first)
        elif cue.voice is Voice.FINITE and set(cue.verb.frames) & set("iq"):
            reports.keep(cue)
    found += According(context).drafts()
    found += Nominal(context, before).drafts()
    return found, context.openings
