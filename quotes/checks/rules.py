"""The rules: stable ids, what they are called, and how they explain what they found.

A sentence names words of the text: sentence % details. Whoever shows it translates it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from quotes.texts import gettext_noop


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its usual severity, a short label, a sentence, and other cases' sentences.

    Found.details["case"] names the case; without one it is the sentence itself.
    """

    severity: str
    label: str
    sentence: str
    cases: Mapping[str, str] = field(default_factory=dict)

    def sentence_for(self, details: Mapping[str, str]) -> str:
        """Return the sentence, untranslated, for the details of one finding."""
        return self.cases.get(details.get("case", ""), self.sentence)


RULES: dict[str, Rule] = {
    "R001": Rule(
        "high",
        gettext_noop("Gone from the text"),
        gettext_noop(
            "Version %(revision)s of the text does not have “%(words)s” any more. Was "
            "this a silent correction? If it was, draft a correction; if the words were "
            "cut for space, dismiss this and say so."
        ),
    ),
    "M001": Rule(
        "high",
        gettext_noop("Mention in another paragraph"),
        gettext_noop(
            "“%(mention)s” stands in another paragraph than the words “%(words)s”. Read "
            "on from the words: who is named where they end?"
        ),
    ),
    "M002": Rule(
        "high",
        gettext_noop("Another speaker’s name"),
        gettext_noop(
            "“%(name)s” stands by “%(near)s”, where the text says who speaks, but the "
            "statement is attributed to %(speaker)s."
        ),
        {
            "unresolved": gettext_noop(
                "“%(name)s” stands by “%(near)s”, where the text says who speaks, but "
                "the statement is attributed to nobody known."
            )
        },
    ),
    "M003": Rule(
        "medium",
        gettext_noop("Speaker not in the text"),
        gettext_noop(
            "No name and no title of %(speaker)s stands anywhere in this text. Is it "
            "the right person, or is a name missing in the speaker’s record?"
        ),
    ),
    "M004": Rule(
        "medium",
        gettext_noop("Office not held that day"),
        gettext_noop(
            "The text says “%(mention)s”, but %(speaker)s did not hold such an office "
            "on that day. On record at another time: %(office)s."
        ),
    ),
    "A001": Rule(
        "medium",
        gettext_noop("Role that names nobody"),
        gettext_noop(
            "“%(mention)s” names nobody: up to here the text calls nobody by the title "
            "“%(title)s”. If the text does not settle it, “not known” is the answer."
        ),
        {
            "office": gettext_noop(
                "“%(mention)s” names nobody: up to here the text calls nobody by the "
                "title “%(title)s”. %(speaker)s holds such an office and is named "
                "before; only the record joins the two."
            )
        },
    ),
    "A002": Rule(
        "high",
        gettext_noop("Attribution cut by a full stop"),
        gettext_noop(
            "After “%(cue)s” a full stop cuts off “%(name)s”, a name without a verb of "
            "its own. Probably that is who speaks; the record says otherwise."
        ),
    ),
    "A003": Rule(
        "low",
        gettext_noop("Pronoun"),
        gettext_noop(
            "“%(mention)s” is a pronoun: a person has to confirm whom it means."
        ),
        {
            "several": gettext_noop(
                "“%(mention)s” is a pronoun, and several persons are named before it in "
                "this paragraph: %(candidates)s. A person has to confirm whom it means."
            )
        },
    ),
    "A004": Rule(
        "low",
        gettext_noop("Attribution cut loose"),
        gettext_noop(
            "A full stop parts “%(words)s” from the words before it. Look whether it "
            "belongs to them."
        ),
    ),
    "H001": Rule(
        "medium",
        gettext_noop("Heading says it otherwise"),
        gettext_noop(
            "The heading “%(heading)s” rewords “%(words)s”: it has “%(here)s”, the "
            "statement has “%(there)s”."
        ),
    ),
    "P001": Rule(
        "low",
        gettext_noop("Several sources, one on record"),
        gettext_noop(
            "The text says “%(mention)s”, but the chain of sources ends in one: "
            "“%(source)s”."
        ),
    ),
    "Q001": Rule(
        "low",
        gettext_noop("Quotation mark without a partner"),
        gettext_noop(
            "The mark %(mark)s in “%(words)s” has no partner in this paragraph. Read "
            "where the quoted words begin and end."
        ),
    ),
    "Q002": Rule(
        "low",
        gettext_noop("Marks of two kinds make a pair"),
        gettext_noop(
            "“%(words)s” is opened with %(opening)s and closed with %(closing)s. Look "
            "whether a mark is missing between them."
        ),
    ),
    "Q003": Rule(
        "medium",
        gettext_noop("Quoted without marks"),
        gettext_noop(
            "“%(words)s” is on record as quoted, but the text sets no quotation marks "
            "around it."
        ),
        {
            "none": gettext_noop(
                "“%(words)s” is on record as direct, but no words of it are marked as "
                "quoted. Mark them, or call it indirect."
            )
        },
    ),
    "S001": Rule(
        "low",
        gettext_noop("Two speakers in one paragraph"),
        gettext_noop(
            "Another speaker is quoted in the same paragraph: “%(words)s”. Look that "
            "each has an attribution of their own."
        ),
    ),
    "S002": Rule(
        "low",
        gettext_noop("Long, with the speaker at the end"),
        gettext_noop(
            "%(count)s words are quoted before “%(words)s” says who speaks. Look that "
            "all of them are one person’s."
        ),
    ),
}
