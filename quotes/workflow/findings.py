"""Keeping what the checks find of a statement in step with the statement."""


def refresh_findings(quote, *, at):
    """Run the checks on a quote as it is stored; write what is new, drop what is gone.

    at is the aware moment of the change. Dismissed findings stay. Called inside the
    transaction of quotes.workflow.records.record().
    """
