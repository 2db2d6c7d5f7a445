"""Follow every chain of reviews; exit 1 and name the first broken link of each."""

from django.core.management.base import BaseCommand, CommandError

from quotes.integrity import ledger_problems
from quotes.models import Quote, Review


class Command(BaseCommand):
    """A thin shell over quotes.integrity."""

    help = (
        "Recomputes the SHA-256 of every review and follows each chain from its first "
        "review to the head that the quote remembers. Changes nothing."
    )

    def handle(self, **options):
        broken = 0
        for problem in ledger_problems():
            broken += 1
            self.stdout.write(str(problem))
        counts = f"{Quote.objects.count()} quotes, {Review.objects.count()} reviews"
        if broken:
            raise CommandError(f"{counts}, {broken} broken chains")
        self.stdout.write(f"{counts}, every chain holds")
