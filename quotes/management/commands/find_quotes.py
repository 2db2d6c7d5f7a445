"""Find statements in articles that are stored, and propose them."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from quotes.importers import load
from quotes.importers.archive.chunks import not_read, searchable
from quotes.importers.archive.cluster import ClusterError, run_on_cluster
from quotes.importers.archive.orders import Order
from quotes.importers.archive.progress import Progress
from quotes.importers.archive.runs import WorkersFailed, run
from quotes.importers.found import LANGUAGES
from quotes.models import Article

#: What a shell says of a program that Ctrl-C ended.
INTERRUPTED = 130


class Command(BaseCommand):
    """A thin shell over quotes.importers.archive."""

    help = (
        "Reads the text of articles and stores the statements it finds as proposals, "
        "which wait on the desk. What an article has already, in whatever status, stays "
        "as it is and is not proposed again. A run that was stopped goes on where it "
        "was when it is started again. Exits 1 if an article failed."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "articles", metavar="ARTICLE_ID", nargs="*", help="public ids of articles"
        )
        parser.add_argument(
            "--all",
            action="store_true",
            help="every article in French, in English or in a language not said, that "
            "this version of the engine has not read yet",
        )
        parser.add_argument(
            "--again",
            action="store_true",
            help="with --all: also those that this version of the engine has read",
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
        self._add_workers(parser)

    def _add_workers(self, parser):
        parser.add_argument(
            "--workers",
            type=int,
            default=1,
            metavar="N",
            help="processes on this machine (default: 1, this one)",
        )
        parser.add_argument(
            "--dask",
            metavar="ADDRESS",
            help="read the texts on a Dask cluster, by the address of its scheduler",
        )
        parser.add_argument(
            "--seconds",
            type=float,
            default=60,
            metavar="S",
            help="the longest that one article may take; 0: no limit (default: 60)",
        )
        parser.add_argument(
            "--chunk",
            type=int,
            default=50,
            metavar="N",
            help="articles in one transaction (default: 50)",
        )

    def handle(self, *, articles, dry_run, by, workers, dask, **options):
        self._demand_sense(workers, dask, **options)
        rows = self._chosen(articles, options["all"], options["again"])
        order = Order(
            by=self._user(by, dry_run),
            language=options["language"],
            dry_run=dry_run,
            again=options["again"] or not options["all"],
            seconds=options["seconds"],
            size=options["chunk"],
        )
        if dask:
            done = run_on_cluster(rows, order, dask)
        else:
            done = run(rows, order, workers=workers)
        self.totals, self.failed = {"new": 0, "known": 0, "skipped": 0}, 0
        # Of a whole archive, a line for each article would be nobody’s to read.
        is_told = not options["all"] or dry_run
        try:
            with Progress(rows.count(), self.stderr) as progress:
                for outcome in done:
                    progress.add(outcome)
                    self._tell(outcome, progress, is_told)
        except KeyboardInterrupt:
            done.close()
            raise CommandError(self._how_to_go_on(), returncode=INTERRUPTED) from None
        except (ClusterError, WorkersFailed) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(
            f"total {_said(self.totals)}{' (dry run)' if dry_run else ''}"
        )
        if self.failed:
            raise CommandError(f"articles that failed: {self.failed}")

    def _demand_sense(self, workers, dask, **options):
        if workers < 1 or options["chunk"] < 1 or options["seconds"] < 0:
            raise CommandError(
                "--workers and --chunk are 1 or more, --seconds is 0 or more."
            )
        if dask and workers > 1:
            raise CommandError("Give --workers or --dask: a cluster has its own.")
        if options["again"] and not options["all"]:
            raise CommandError(
                "--again goes with --all; articles named are read again."
            )

    def _tell(self, outcome, progress, is_told):
        if outcome.error:
            self.failed += 1
            progress.say(f"{outcome.article} failed: {outcome.error}")
            return
        counts = {
            "new": outcome.new,
            "known": outcome.known,
            "skipped": len(outcome.refused),
        }
        if is_told:
            self.stdout.write(f"{outcome.article} {_said(counts)}")
        for number, why in outcome.refused:
            progress.say(f"{outcome.article} {number}: {why}")
        self.totals = {
            name: self.totals[name] + count for name, count in counts.items()
        }

    def _how_to_go_on(self):
        return (
            f"stopped after {_said(self.totals)}; what was found is stored. Run the same "
            "command again: it goes on where it was."
        )

    def _chosen(self, articles, is_all, again):
        if bool(articles) == is_all:
            raise CommandError("Name articles by their ids, or give --all.")
        if is_all:
            return searchable() if again else not_read(searchable())
        rows = Article.objects.filter(public_id__in=articles)
        there = set(rows.values_list("public_id", flat=True))
        missing = [each for each in articles if each not in there]
        if missing:
            raise CommandError(f"There is no article {', '.join(missing)}.")
        return rows

    def _user(self, by, dry_run):
        """Return the key of who proposes, None for a dry run without a name."""
        if by is None:
            return None if dry_run else load.engine_account().pk
        user = get_user_model().objects.filter(username=by).first()
        if user is None:
            raise CommandError(f"There is no user {by}.")
        return user.pk


def _said(counts):
    return ", ".join(f"{count} {name}" for name, count in counts.items())
