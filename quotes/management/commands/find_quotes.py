"""Find statements in articles that are stored, and propose them."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from quotes.importers import load
from quotes.importers.found import LANGUAGES
from quotes.models import Article
from quotes.workflow import WorkflowError


class Command(BaseCommand):
    """A thin shell over quotes.importers.load.find_in_all."""

    help = (
        "Reads the text of articles and stores the statements it finds as proposals, "
        "which wait on the desk. What an article has already, in whatever status, stays "
        "as it is and is not proposed again. Exits 1 if an article failed."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "articles", metavar="ARTICLE_ID", nargs="*", help="public ids of articles"
        )
        parser.add_argument(
            "--all",
            action="store_true",
            help="every article in French, in English or in a language not said",
        )
        parser.add_argument(
            "--language",
            choices=[str(each) for each in LANGUAGES],
            default="",
            help="read the texts in this language, whatever the articles say",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be proposed"
        )
        parser.add_argument(
            "--by",
            metavar="USER",
            help="who proposes, by username; without it an account of the program’s own",
        )

    def handle(self, *, articles, language, dry_run, by, **options):
        rows = self._chosen(articles, options["all"])
        user = self._user(by, dry_run)
        totals, failed = {"new": 0, "known": 0, "skipped": 0}, 0
        for article, done in load.find_in_all(
            rows, by=user, language=language, dry_run=dry_run
        ):
            if isinstance(done, Exception):
                failed += 1
                self.stderr.write(f"{article.public_id} failed: {_why(done)}")
                continue
            counts = {
                "new": len(done.new),
                "known": len(done.known),
                "skipped": len(done.refused),
            }
            self.stdout.write(f"{article.public_id} {_said(counts)}")
            for found, why in done.refused:
                self.stderr.write(f"{article.public_id} {found.number}: {why}")
            totals = {name: totals[name] + count for name, count in counts.items()}
        self.stdout.write(f"total {_said(totals)}{' (dry run)' if dry_run else ''}")
        if failed:
            raise CommandError(f"articles that failed: {failed}")

    def _chosen(self, articles, is_all):
        if bool(articles) == is_all:
            raise CommandError("Name articles by their ids, or give --all.")
        if is_all:
            return load.searchable()
        rows = Article.objects.filter(public_id__in=articles)
        there = set(rows.values_list("public_id", flat=True))
        missing = [each for each in articles if each not in there]
        if missing:
            raise CommandError(f"There is no article {', '.join(missing)}.")
        return rows

    def _user(self, by, dry_run):
        if by is None:
            return None if dry_run else load.engine_account()
        user = get_user_model().objects.filter(username=by).first()
        if user is None:
            raise CommandError(f"There is no user {by}.")
        return user


def _why(error):
    """Return what a refusal says; what nobody foresaw comes with its name."""
    if isinstance(error, WorkflowError):
        return str(error)
    return f"{type(error).__name__}: {error}"


def _said(counts):
    return ", ".join(f"{count} {name}" for name, count in counts.items())
