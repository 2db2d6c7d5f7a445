"""Which addresses are asked for, at which server, and what each is to be compared with."""

# ruff: noqa: S311 - a choice of addresses, not secrets

import random
import sqlite3
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db.models import Count, Max, Q
from django.urls import reverse

from quotes.models import Publication, Speaker
from quotes.paging import _token, page_of
from quotes.terms import terms
from tests.benchmarks.word_classes import Words
from tests.processes import say

OURS, DATASETTE, FLOOR = "ours", "Datasette", "floor"

#: What browsers send. Only ours compresses; that is part of what an answer costs.
BROWSER = {
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate",
}


@dataclass(frozen=True)
class Case:
    """Paths that are asked for in turn. like names the case of Datasette to compare."""

    name: str
    server: str
    paths: list[str]
    like: str = ""
    headers: dict[str, str] = field(default_factory=lambda: dict(BROWSER))
    status: int = 200


class Choice:
    """Rows and words of a corpus that addresses are made of, the same for a seed."""

    def __init__(self, many=40):
        self.rng, self.many = random.Random("choice"), many
        self.listed = Publication.objects.listed()
        most = Publication.objects.aggregate(most=Max("quote_id"))["most"]
        keys = self.rng.sample(range(1, most + 1), min(most, many * 5))
        self.publications = list(self.listed.filter(quote_id__in=keys))
        speakers = Speaker.objects.order_by("pk").values_list("public_id", flat=True)
        self.frequent = list(speakers[:10])
        self.rare = self._rare()
        self.tokens = self._deep_tokens()
        rows = self.listed.filter(
            quote_id__in=self.rng.sample(range(1, most + 1), min(most, 3000))
        )
        self.tokens_once = [
            _token("n", *row) for row in rows.values_list("sorted_on", "pk")
        ]
        self.words = Words(many, seed="pages").queries
        for name in ("common", "medium", "rare"):
            each = self.words[name]
            counts = sorted(self.listed.matching(word).count() for word in each[:9])
            say(
                f"  {name} words stand in {counts[0]}–{counts[-1]} quotes, "
                f"median {counts[len(counts) // 2]}"
            )

    def _rare(self):
        """Return speakers with the fewest quotes: the last ones of the cast."""
        rows = Speaker.objects.order_by("-pk").values_list("pk", flat=True)[:2000]
        counts = Speaker.objects.filter(pk__in=list(rows)).annotate(
            count=Count("publications", filter=Q(publications__is_current=True))
        )
        found = list(counts.filter(count__gt=0).order_by("count", "pk")[: self.many])
        say(f"  rare speakers have {found[0].count}–{found[-1].count} quotes")
        return [speaker.public_id for speaker in found]

    def _deep_tokens(self):
        """Return tokens of pages in the middle of the list, as the pages link them."""
        middle = self.listed.count() // 2
        row = self.listed.newest_first().values_list("sorted_on", flat=True)[middle]
        self.deep_day = row
        page, found = page_of(self.listed.filter(sorted_on__lte=row), "", 25), []
        while page.next and len(found) < self.many:
            found.append(page.next)
            page = page_of(self.listed, page.next, 25)
        say(f"  deep pages: about the {middle // 25:,}th")
        return found

    def phrases(self):
        """Return three words in a row out of quotes, one of them no function word."""
        found = []
        for row in self.publications:
            words = row.words.split()
            is_worth = terms(" ".join(words[2:5]), row.language)
            if len(words) >= 6 and row.kind == "direct" and is_worth:
                found.append(f'"{" ".join(words[2:5])}"')
        return found[: self.many]

    def remembered(self):
        """Return sentences as somebody remembers them: two words changed places, one lost."""
        found = []
        for row in self.publications:
            words = row.words.split()[:14]
            if len(words) >= 10:
                words[3], words[4] = words[4], words[3]
                found.append(" ".join(words[:7] + words[8:]))
        return found[: self.many]


def our_cases(choice):
    """Return the cases of the public site."""
    quotes, json = reverse("quotes:quote-list"), reverse("quotes:quote-list-json")

    def listed(name, *queries, like="", path=quotes, **options):
        paths = [f"{path}?{urlencode(query)}" if query else path for query in queries]
        return Case(name, OURS, paths, like, **options)

    def searched(name, words, like, **more):
        return listed(name, *({"q": word, **more} for word in words), like=like)

    words = choice.words
    return [
        listed("list, first page", {}, like="table"),
        listed("list, first page, not compressed", {}, like="table", headers={}),
        listed(
            "list, deep page", *({"page": t} for t in choice.tokens), like="table, deep"
        ),
        # More addresses than are asked for: pages that no process has ready.
        listed("list, each page once", *({"page": t} for t in choice.tokens_once)),
        listed(
            "list, form and language",
            *(
                {"kind": kind, "language": language}
                for kind in ("direct", "indirect", "mixed")
                for language in ("fr", "en")
            ),
            like="table, filtered",
        ),
        listed(
            "list, frequent speaker",
            *({"speaker": key} for key in choice.frequent),
            like="table, frequent speaker",
        ),
        listed(
            "list, rare speaker",
            *({"speaker": key} for key in choice.rare),
            like="table, rare speaker",
        ),
        Case(
            "quote",
            OURS,
            [row.get_absolute_url() for row in choice.publications],
            "row",
        ),
        searched("search, rare word", words["rare"], "search, rare word"),
        searched("search, medium word", words["medium"], "search, medium word"),
        searched("search, common word", words["common"], "search, common word"),
        searched(
            "search, common word, best match",
            words["common"],
            "search, common word",
            sort="best",
        ),
        searched("search, phrase", choice.phrases(), "search, phrase"),
        listed(
            "find this quote",
            *({"text": t} for t in choice.remembered()),
            path=reverse("quotes:find"),
        ),
        listed("list as .json", {}, like="table as JSON", path=json),
        listed("API, list", {}, like="table as JSON", path="/api/v1/quotes/"),
        Case("first page of the site", OURS, [reverse("quotes:home")]),
    ]


def other_pages(choice):
    """Return one case for each other kind of page that has rows, the heaviest first."""
    speakers = Speaker.objects.in_bulk(choice.frequent, field_name="public_id")
    articles = [row.article for row in choice.publications[: choice.many]]
    pages = {
        "speaker, frequent": [each.get_absolute_url() for each in speakers.values()],
        "article": [each.get_absolute_url() for each in articles],
        "feed of a frequent speaker": [
            reverse("quotes:speaker-feed", args=[each]) for each in choice.frequent
        ],
    }
    for label, name in (
        ("speakers", "speaker-list"),
        ("articles", "article-list"),
        ("corrections", "correction-list"),
        ("feed of all quotes", "quote-feed"),
    ):
        pages[label] = [reverse(f"quotes:{name}")]
    pages["index of sitemaps"] = [reverse("sitemap-index")]
    return [Case(name, OURS, paths) for name, paths in pages.items()]


def datasette_cases(choice, file):
    """Return the like cases of Datasette; file is the SQLite copy."""
    table = "/quotes/quotes"
    newest = {"_sort_desc": "date"}

    def asked(name, *queries, suffix=""):
        paths = [
            f"{table}{suffix}?{urlencode({**query, **newest})}" for query in queries
        ]
        return Case(name, DATASETTE, paths)

    link = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    deep = link.execute(
        "SELECT date, id FROM quotes WHERE date <= ? ORDER BY date DESC, id LIMIT 1000",
        [choice.deep_day.isoformat()],
    ).fetchall()
    link.close()
    words = choice.words
    return [
        asked("table", {}),
        asked("table, deep", *({"_next": f"{day},{key}"} for day, key in deep[::25])),
        asked(
            "table, filtered",
            *(
                {"kind__exact": kind, "language__exact": language}
                for kind in ("direct", "indirect", "mixed")
                for language in ("fr", "en")
            ),
        ),
        asked(
            "table, frequent speaker",
            *({"speaker_id__exact": k} for k in choice.frequent),
        ),
        asked("table, rare speaker", *({"speaker_id__exact": k} for k in choice.rare)),
        Case("row", DATASETTE, [f"{table}/{row.pk}" for row in choice.publications]),
        *(
            asked(f"search, {name} word", *({"_search": word} for word in words[name]))
            for name in ("rare", "medium", "common")
        ),
        asked("search, phrase", *({"_search": phrase} for phrase in choice.phrases())),
        asked("table as JSON", {"_shape": "objects"}, suffix=".json"),
    ]


def floor_case():
    return Case(FLOOR, FLOOR, ["/"], headers={})
