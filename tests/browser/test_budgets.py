"""What the first load of a page costs a reader, served as in production."""

import pytest
from django.core.management import call_command
from django.db import connection

from quotes.models import Article, Correction, Publication, Source, Speaker
from tests.browser.serving import served, url_of
from tests.browser.watching import first_load

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

#: Bytes as they are sent, headers included, and requests.
MOST_BYTES, MOST_REQUESTS = 30 * 1024, 4


@pytest.fixture
def paths(transactional_db):
    """One page of each kind, of the demo, by kind."""
    call_command("loaddata", "demo", verbosity=0)
    quote = Publication.objects.get(is_current=True, is_corrected=True)
    return {
        "home": "/",
        "list": "/quotes/",
        "search": "/quotes/?q=kiev",
        "quote": quote.get_absolute_url(),
        "version": quote.get_version_url(),
        "cite": f"/q/{quote.public_id}/cite/",
        "speakers": "/speakers/",
        "speaker": Speaker.objects.get(name="Mark Cancian").get_absolute_url(),
        "articles": "/articles/",
        "article": Article.objects.get().get_absolute_url(),
        "source": Source.objects.public().first().get_absolute_url(),
        "corrections": "/corrections/",
        "correction": Correction.objects.get().get_absolute_url(),
        "about": "/about/",
        "find": "/find/",
        "embed": f"/embed/q/{quote.public_id}/",
    }


def test_every_first_load_is_small_and_asks_nobody_else(paths, browser, tmp_path):
    told, over = {}, []
    with served(url_of(connection), tmp_path) as site:
        for prefix in ("", "/fr"):
            for kind, path in paths.items():
                cost = first_load(browser, site + prefix + path)
                assert cost.size > 1000, "nothing was measured"
                assert cost.elsewhere == cost.fonts == cost.cookies == [], kind
                told[prefix + kind] = (cost.size, len(cost.requests))
                if cost.size > MOST_BYTES or len(cost.requests) > MOST_REQUESTS:
                    over.append((prefix + kind, cost.size, cost.requests))

    assert over == [], told
    print({kind: size for kind, (size, _count) in told.items()})  # noqa: T201 - with -s
