"""Findings in words, in the language of whoever reads them."""

from collections import defaultdict

from django.utils.translation import gettext as _

from quotes.checks import RULES


def explain(finding):
    """Return (short label, sentence) of a finding, in the language of the interface.

    A rule that is no more is called by its id, without a sentence.
    """
    rule = RULES.get(finding.rule)
    if rule is None:
        return finding.rule, ""
    words = defaultdict(lambda: "…", finding.details)
    return _(rule.label), _(rule.sentence_for(finding.details)) % words


def rule_labels():
    """Return {rule: short label} of every rule that a finding can name."""
    return {name: _(rule.label) for name, rule in sorted(RULES.items())}
