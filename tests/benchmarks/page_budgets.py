"""What the first load of every kind of page costs, on many quotes; prints a table.

`python -m tests.benchmarks.page_budgets --quotes 100000` makes the quotes in a SQLite
file (--database names one that is kept, and taken as it is the next time), serves them as in production,
opens each page in Chromium with an empty cache, and tells encoded bytes with headers.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.processes import say

MOST_BYTES, MOST_REQUESTS = 30 * 1024, 4


def main(arguments=None):
    """Print a line for every page; return 1 if one is over the budget."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--quotes", type=int, default=100_000)
    parser.add_argument("--database", help="a file of SQLite, to keep")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="newsroom-budgets-") as folder:
        folder = Path(folder)
        file = options.database or str(folder / "quotes.sqlite3")
        url = os.environ["DATABASE_URL"] = f"sqlite:///{file}"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
        if not Path(file).exists():
            make = [sys.executable, "-m", "tests.benchmarks.corpus"]
            make += ["--quotes", str(options.quotes)]
            subprocess.run(make, check=True)  # noqa: S603 - our own
        return measure(url, folder)


def measure(url, folder):
    """Open every page once; print what it cost."""
    import django

    django.setup()
    # Before a browser runs: Playwright's loop and Django's queries do not go together.
    paths = paths_of_kinds()
    from playwright.sync_api import TimeoutError, sync_playwright

    from tests.browser.serving import served
    from tests.browser.watching import first_load
    from tests.parts import find_chromium

    is_over = False
    with served(url, folder) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox"]
        )
        say(f"{'page':<12} {'bytes':>7} {'of it HTML':>10} requests")
        for kind, path in paths.items():
            try:
                cost = first_load(browser, site + path)
            except TimeoutError:
                is_over = True
                say(f"{kind:<12} no answer within 30 s")
                continue
            html = next(iter(cost.requests.values()))
            over = cost.size > MOST_BYTES or len(cost.requests) > MOST_REQUESTS
            is_over = is_over or over or bool(cost.elsewhere or cost.cookies)
            mark = "  over" if over else ""
            say(f"{kind:<12} {cost.size:>7} {html:>10} {len(cost.requests):>8}{mark}")
        browser.close()
    return 1 if is_over else 0


def paths_of_kinds():
    """Return {kind of page: path}, of each kind the fullest example there is."""
    from django.db.models import Count
    from django.db.models.functions import Length

    from quotes.models import Article, Correction, Publication, Source, Speaker

    listed = Publication.objects.listed()
    longest = listed.filter(pk__in=listed.newest_first().values("pk")[:5000])
    quote = longest.order_by(Length("words").desc()).first()
    counted = Publication.speakers.through.objects.values("speaker")
    busiest = counted.annotate(count=Count("pk")).order_by("-count").first()["speaker"]
    fullest = listed.values("article").annotate(count=Count("pk")).order_by("-count")
    article = Article.objects.get(pk=fullest.first()["article"])
    source, correction = Source.objects.public().first(), Correction.objects.first()
    word = next(each for each in quote.words.split() if len(each) > 5)
    return {
        "home": "/",
        "list": "/quotes/",
        "search": f"/quotes/?q={word.strip('.,;:!?«»“”')}",
        "facets": "/quotes/?kind=direct&status=verified",
        "quote": quote.get_absolute_url(),
        "cite": f"/q/{quote.public_id}/cite/",
        "speakers": "/speakers/",
        "speaker": Speaker.objects.get(pk=busiest).get_absolute_url(),
        "articles": "/articles/",
        "article": article.get_absolute_url(),
        **({"source": source.get_absolute_url()} if source else {}),
        "corrections": "/corrections/",
        **({"correction": correction.get_absolute_url()} if correction else {}),
    }


if __name__ == "__main__":
    sys.exit(main())
