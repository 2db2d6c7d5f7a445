"""Make the rows of the desk anew from quotes, findings, corrections and reports."""

from django.core.management.base import BaseCommand

from quotes import workflow


class Command(BaseCommand):
    """A thin shell over quotes.workflow.rebuild_desk."""

    help = (
        "Puts every statement that needs somebody on the desk and takes the others "
        "off. Claims, and since when a statement waits, are kept."
    )

    def handle(self, **options):
        there, gone = workflow.rebuild_desk()
        self.stdout.write(f"{there} statements on the desk, {gone} taken off")
