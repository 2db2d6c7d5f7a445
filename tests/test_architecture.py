"""The code keeps to its layers and its sizes."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from django.core.management import call_command

from quotes import models

ROOT = Path(__file__).parent.parent

#: From the top: each may import from its own layer and from those below it.
LAYERS = [
    {"urls", "apps"},
    {
        *("admin", "views", "reporting", "feeds", "sitemaps", "api"),
        *("management", "templatetags", "embeds", "excerpts", "page_cache"),
        "copies",
    },
    {
        *("workflow", "publishing", "shown", "public", "filtersets", "integrity"),
        *(
            "reported",
            "reindexing",
            "query_fields",
            "names",
            "facets",
            "facet_counts",
            "ranking",
            "nearest",
            "comparing",
            "asked",
            "readings",
        ),
        *("paging", "citations", "dump", "csvfiles", "xlsxfiles", "answers", "records"),
        *("importers", "exports", "jsonld"),
    },
    {"models"},
    {"querysets", "public_querysets", "speaker_querysets"},
    {"newest"},
    {"addresses", "visitors", "converters"},
    {
        "visibility",
        "search",
        "bounds",
        "wordings",
        "lookups",
        "snapshots",
        "public_state",
        "ledger",
        "standing",
        "transitions",
        "roles",
        "vocabulary",
    },
    {
        *(
            "canonical",
            "extraction",
            "checks",
            "ids",
            "texts",
            "passages",
            "typography",
        ),
        *(
            "marking",
            "diffs",
            "notice_checks",
            "terms",
            "queries",
            "snippets",
            "drawings",
        ),
        *("fragments", "access_logs", "anchoring", "offices"),
    },
]
PURE = LAYERS[-1]

#: Wiring: what the one signal of the project brings up to date, and nothing else.
APPS_MAY_IMPORT = {"roles", "public_state"}

#: What readers are shown comes from publications; these hold what they must not see.
NOT_FOR_READERS = {"Quote", "Span", "Attribution", "Proposal", "Review"}
FOR_READERS = (
    *("views", "public", "filtersets", "feeds", "sitemaps", "templatetags"),
    *(
        "embeds",
        "excerpts",
        "citations",
        "dump",
        "csvfiles",
        "xlsxfiles",
        "records",
        "api",
    ),
    *("jsonld", "reported", "query_fields", "names", "facets"),
    *("facet_counts", "ranking", "nearest"),
    "asked",
)

#: Keyword updates that write no model with a history: receiver, as ast.unparse has it.
UPDATES = {
    ("quotes/publishing.py", "before"),
    ("quotes/workflow/reports.py", "rows"),
    ("quotes/workflow/vault.py", "SourceIdentity.vault.filter(pk=row.pk)"),
    # Of a history itself, on purpose: what the vault seals is blacked out of the past.
    ("quotes/workflow/redaction.py", "Source.history.filter(pk=row.pk)"),
    ("quotes/workflow/redaction.py", "rows"),
    ("quotes/publishing.py", "quote.publications.filter(is_current=True)"),
    ("quotes/publishing.py", "publications.filter(is_current=True)"),
    ("quotes/reindexing.py", "Publication.objects"),
    ("quotes/reindexing.py", "type(wrong[0]).objects"),
    ("quotes/workflow/proposals.py", "pending"),
    ("quotes/workflow/proposals.py", "rejected"),
    # What an import wrote left no history, and leaves none when it goes.
    ("quotes/importers/storing/undoing.py", "rows.order_by()"),
}


#: Dictionaries, which have an update() as well.
DICTIONARIES = {"context", "attrs", "initial", "kwargs", "_worker", "found.globals"}


def modules(*folders):
    """Return the paths of our modules, without migrations."""
    return [
        path
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "migrations" not in path.parts
    ]


@cache
def tree_of(path):
    return ast.parse(path.read_text("utf-8"))


def name_of(path):
    return str(path.relative_to(ROOT))


def part_of(path):
    """Return the module or package right under quotes/ that a path belongs to."""
    return path.relative_to(ROOT / "quotes").parts[0].removesuffix(".py")


def imports_of(path):
    """Yield (dotted module of ours, name) for every import, also inside functions."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, None
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                yield node.module, alias.name


def parts_imported_by(path):
    for module, name in imports_of(path):
        first, *rest = module.split(".")
        if first == "quotes" and (rest or name):
            yield rest[0] if rest else name


def layer(part):
    found = [number for number, names in enumerate(LAYERS) if part in names]
    assert found, f"quotes/{part} has no place in LAYERS yet"
    return found[0]


quotes_modules = pytest.mark.parametrize(
    "path",
    [path for path in modules("quotes") if part_of(path) != "__init__"],
    ids=name_of,
)


@quotes_modules
def test_imports_point_down(path):
    part = part_of(path)
    for other in parts_imported_by(path):
        assert layer(part) <= layer(other), f"{name_of(path)} imports quotes.{other}"


def test_the_app_s_configuration_imports_next_to_nothing():
    assert set(parts_imported_by(ROOT / "quotes/apps.py")) <= APPS_MAY_IMPORT


@pytest.mark.parametrize(
    "path",
    [path for path in modules("quotes") if part_of(path) in FOR_READERS],
    ids=name_of,
)
def test_public_pages_read_publications_and_write_nothing(path):
    parts = set(parts_imported_by(path))
    names = {name for module, name in imports_of(path) if module == "quotes.models"}

    assert not parts & {"workflow", "admin", "publishing", "ledger", "integrity"}
    assert not names & NOT_FOR_READERS


def test_no_two_modules_import_each_other():
    graph = {}
    for path in modules("quotes"):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        graph[name.removesuffix(".__init__")] = {
            each
            for module, imported in imports_of(path)
            for each in (module, f"{module}.{imported}")
        }
    ours = {
        name: {each for each in found if each in graph and each != name}
        for name, found in graph.items()
    }
    # A package gathers its modules; what they import of it is Python's affair.
    ours = {
        name: {each for each in found if not name.startswith(f"{each}.")}
        for name, found in ours.items()
    }
    while leaves := [name for name, found in ours.items() if not found]:
        for leaf in leaves:
            del ours[leaf]
        ours = {name: found - set(leaves) for name, found in ours.items()}

    assert ours == {}


def test_pure_modules_import_without_django():
    names = [f"quotes.{path.stem}" for path in (ROOT / "quotes").glob("*.py")]
    names = sorted(name for name in names if name.removeprefix("quotes.") in PURE)
    packages = [part for part in PURE if (ROOT / "quotes" / part).is_dir()]
    names += [f"quotes.{part}" for part in packages]
    assert {"quotes.ids", "quotes.texts", "quotes.passages", "quotes.typography"} <= (
        set(names)
    )
    code = f"import sys; sys.modules['django'] = None; import {', '.join(names)}"

    done = subprocess.run(  # noqa: S603 - our own modules
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True
    )

    assert done.stderr == ""


@pytest.mark.parametrize("path", modules("quotes", "newsroom"), ids=name_of)
def test_a_module_is_short_enough_to_be_read(path):
    assert len(path.read_text("utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", modules("quotes", "newsroom"), ids=name_of)
def test_a_function_is_short_enough_to_be_read(path):
    for node in ast.walk(tree_of(path)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            lines = node.end_lineno - node.lineno + 1
            assert lines <= 60, f"{node.name} has {lines} lines"


@pytest.mark.parametrize("path", modules("quotes", "newsroom"), ids=name_of)
def test_nothing_is_printed(path):
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id != "print", f"line {node.lineno}"


def test_no_model_with_a_history_is_updated_past_it():
    """QuerySet.update() and bulk writes leave no trace in the admin's history."""
    found = set()
    for path in modules("quotes"):
        for node in ast.walk(tree_of(path)):
            if not isinstance(node, ast.Call) or not isinstance(
                node.func, ast.Attribute
            ):
                continue
            receiver = ast.unparse(node.func.value)
            is_update = node.func.attr == "update" and node.keywords and not node.args
            if is_update or node.func.attr in ("bulk_update", "_raw_delete"):
                found.add((name_of(path), receiver))

    assert {each for each in found if each[1] not in DICTIONARIES} <= UPDATES


def test_only_search_may_ask_which_database_this_is():
    asking = {
        part_of(path)
        for path in modules("quotes")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute) and node.attr == "vendor"
    }

    assert asking <= {"search", "importers", "snapshots", "public_state", "bounds"}


def test_the_models_with_a_history_are_those_of_the_design():
    tracked = {
        name for name in models.__all__ if hasattr(getattr(models, name), "history")
    }

    assert tracked >= {"Article", "Speaker", "Source", "Quote", "Span", "Attribution"}
    assert not tracked & {"Revision", "Review", "Publication"}


def test_the_one_signal_is_that_which_makes_the_groups():
    connected = [
        (name_of(path), node.lineno)
        for path in modules("quotes", "newsroom")
        for node in ast.walk(tree_of(path))
        if (isinstance(node, ast.Attribute) and node.attr == "connect")
        or (isinstance(node, ast.Name) and node.id == "receiver")
    ]

    assert [name for name, _line in connected] == ["quotes/apps.py"]


def test_no_model_has_a_save_that_does_more_than_save():
    for path in modules("quotes/models"):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef):
                assert node.name not in ("save", "delete"), name_of(path)


@pytest.mark.django_db
def test_no_migration_is_missing():
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    except SystemExit:
        pytest.fail("a model differs from its migrations: run makemigrations")
