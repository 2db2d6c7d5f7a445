"""Measure the extraction engine, or another's output, against statements by hand."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from quotes.extraction import extract
from quotes.extraction.scoring import (
    BadDocument,
    View,
    document_from,
    read_documents,
    score,
)
from quotes.extraction.written import as_json

RATES = (
    ("exact", "exact"),
    ("lenient", "lenient"),
    ("loose", "loose"),
    ("characters", "by_character"),
    ("end_to_end", "end_to_end"),
)
SHARES = ("speaker_overlap", "speaker_exact", "cue_overlap", "resolved")
#: Characters of a missed or extra statement that are shown.
SHOWN = 110


class Command(BaseCommand):
    """A thin shell over quotes.extraction.scoring."""

    help = (
        "Scores found statements against a gold file: exact, lenient (overlap of at "
        "least 0.5), loose (0.3), characters, speaker, cue and full name of the lenient "
        "pairs, end to end. Both files are JSON Lines as tests/data/README.md has them."
    )

    def add_arguments(self, parser):
        parser.add_argument("gold", metavar="GOLD.jsonl", help="statements by hand")
        parser.add_argument(
            "found",
            nargs="?",
            metavar="PRED.jsonl",
            help="what was found in the same texts; left out, the engine is run",
        )
        parser.add_argument(
            "--language", choices=("fr", "en"), help="of texts that do not say it"
        )
        parser.add_argument(
            "--kind",
            default="",
            help="only gold statements of these kinds, separated by commas",
        )
        parser.add_argument(
            "--quoted-only",
            action="store_true",
            help="only gold statements with quotation marks in or beside them",
        )
        parser.add_argument(
            "--attributed-only",
            action="store_true",
            help="only gold statements with a mention of who speaks",
        )
        parser.add_argument(
            "--errors",
            type=int,
            default=0,
            metavar="N",
            help="show N missed and N extra statements",
        )
        parser.add_argument("--json", action="store_true", help="all figures as JSON")

    def handle(self, *, gold, found, language, json: bool, errors, **options):
        try:
            documents = read(gold)
            others = read(found) if found else engine_on(documents, language)
            figures = score(documents, others, view_of(options, documents))
        except BadDocument as error:
            raise CommandError(str(error)) from error
        self._warn(documents, others)
        if json:
            self.stdout.write(as_object(figures))
            return
        for line in as_table(figures):
            self.stdout.write(line)
        for line in as_errors(figures, errors):
            self.stdout.write(line)

    def _warn(self, documents, others):
        """Tell of documents that only one of the files has: a wrong file, mostly."""
        missing = [name for name in documents if name not in others]
        beside = [name for name in others if name not in documents]
        if missing:
            self.stderr.write(
                f"{len(missing)} of the gold's documents are not in the other file "
                f"and count as empty, the first is {missing[0]!r}"
            )
        if beside:
            self.stderr.write(
                f"{len(beside)} documents are not in the gold and do not count, the "
                f"first is {beside[0]!r}"
            )


def read(name):
    """Return the documents of a file; CommandError where there is no such file."""
    if name == "-":
        return read_documents(sys.stdin.buffer, "standard input")
    try:
        with Path(name).open("rb") as lines:
            return read_documents(lines, name)
    except OSError as error:
        raise CommandError(
            f"{name}: {error.strerror}; name a file that can be read."
        ) from error


def engine_on(documents, language):
    """Return what the engine finds in the texts of documents."""
    return {
        name: document_from(
            as_json(
                name,
                document.text,
                extract(document.text, document.language or language),
            ),
            f"the engine's output for {name!r}",
        )
        for name, document in documents.items()
    }


def view_of(options, documents):
    """Return which gold statements to look at; CommandError for a kind that has none."""
    kinds = frozenset(filter(None, options["kind"].split(",")))
    there = {each.kind for one in documents.values() for each in one.quotations}
    if unknown := sorted(kinds - there):
        raise CommandError(
            f"The gold has no statement of kind {unknown[0]!r}; it has "
            f"{', '.join(sorted(filter(None, there))) or 'no kinds'}."
        )
    return View(kinds, options["quoted_only"], options["attributed_only"])


def as_object(figures):
    """Return all figures as one JSON object."""
    found = {
        "documents": figures.documents,
        "characters_of_text": figures.characters,
        "gold": figures.lenient.gold,
        "found": figures.lenient.found,
    }
    for name, attribute in RATES:
        rate = getattr(figures, attribute)
        found[name] = {
            "right": rate.right,
            "precision": rate.precision,
            "recall": rate.recall,
            "f1": rate.f1,
        }
    for name in SHARES:
        found[name] = as_share(getattr(figures, name))
    found["recall_by_kind"] = {
        kind: as_share(share) for kind, share in sorted(figures.by_kind.items())
    }
    return json.dumps(found, ensure_ascii=False)


def as_share(share):
    """Return a share with what it is made of."""
    return {"right": share.right, "of": share.of, "share": share.value}


def as_table(figures):
    """Yield the lines of a table."""
    yield (
        f"{figures.documents} documents, {figures.characters} characters, "
        f"{figures.lenient.gold} statements by hand, {figures.lenient.found} found"
    )
    yield f"{'':<12} precision  recall      F1"
    for name, attribute in RATES:
        rate = getattr(figures, attribute)
        yield (
            f"{name.replace('_', ' '):<12} {rate.precision:9.3f} {rate.recall:7.3f} "
            f"{rate.f1:7.3f}"
        )
    yield "of the lenient pairs that have one by hand"
    for name in SHARES:
        yield shown_share(name.replace("_", " "), getattr(figures, name))
    yield "recall by kind"
    for kind, share in sorted(figures.by_kind.items()):
        yield shown_share(kind, share)


def shown_share(name, share):
    """Return a line for a share."""
    value = f"{share.value:.3f}" if share.of else "    –"
    return f"  {name:<16} {value}  {share.right} of {share.of}"


def as_errors(figures, count):
    """Yield as many missed statements, and as many extra ones, as asked for."""
    for is_extra, label in ((False, "MISSED"), (True, "EXTRA")):
        for miss in [each for each in figures.misses if each.is_extra is is_extra][
            : max(0, count)
        ]:
            words = " ".join(miss.words.split())[:SHOWN]
            yield f"{label:<6} {miss.document}: {words}"
