"""The French catalogue: complete, well formed, and collected from these sources.

What fails here is mended with `make messages` and by filling in quotes/locale.
"""

import ast
import gettext
import re
import shutil
from pathlib import Path

import django
import polib
import pytest
from django.core.management import call_command

from tests.processes import in_ci

ROOT = Path(__file__).parent.parent
FOLDERS = ("newsroom", "quotes")
LOCALE = Path("quotes", "locale")
CATALOGUE = ROOT / LOCALE / "fr" / "LC_MESSAGES" / "django.po"
ADMIN = Path(django.__file__).parent / "contrib" / "admin" / "locale"

#: %(name)s, %s, {name} and {}; a brace before anything else is text.
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
#: A straight apostrophe, a plain space or none before a high mark, or within « ».
WRONG_SIGN = re.compile(r"'| [:;!?]|\S[;!?](?=\s|$)|«[^\u00a0]|[^\u00a0]»")


@pytest.fixture(scope="module")
def catalogue():
    return polib.pofile(str(CATALOGUE))


def key(entry):
    return entry.msgctxt, entry.msgid


def translations(entry):
    """Return every translation of an entry: one, or one for each plural form."""
    return [*entry.msgstr_plural.values()] if entry.msgid_plural else [entry.msgstr]


def placeholders(text):
    return sorted(PLACEHOLDER.findall(text))


def test_the_header_says_which_language_and_which_plural_forms(catalogue):
    header = catalogue.metadata

    assert header["Language"] == "fr"
    assert header["Plural-Forms"] == "nplurals=2; plural=(n > 1);"
    assert header["Content-Type"] == "text/plain; charset=UTF-8"
    assert not catalogue.metadata_is_fuzzy


def test_every_message_has_a_french_translation(catalogue):
    assert len(catalogue) > 600
    assert [key(e) for e in catalogue if not all(map(str.strip, translations(e)))] == []


def test_no_translation_is_fuzzy_or_obsolete(catalogue):
    assert [key(entry) for entry in catalogue.fuzzy_entries()] == []
    assert [key(entry) for entry in catalogue.obsolete_entries()] == []


def originals(entry, number):
    """Return what a form's placeholders may be; “one” may leave out the number."""
    if not entry.msgid_plural:
        return [placeholders(entry.msgid)]
    both = [placeholders(entry.msgid), placeholders(entry.msgid_plural)]
    return both if number == 0 else both[1:]


def test_every_translation_has_the_placeholders_of_its_message(catalogue):
    wrong = [
        (key(entry), text)
        for entry in catalogue
        for number, text in enumerate(translations(entry))
        if placeholders(text) not in originals(entry, number)
    ]

    assert wrong == []


def test_the_french_has_french_apostrophes_and_spaces(catalogue):
    wrong = [
        text
        for entry in catalogue
        if entry.msgid not in translations(entry)
        for text in translations(entry)
        if WRONG_SIGN.search(text)
    ]

    assert wrong == []


def test_a_message_that_the_admin_has_too_is_worded_as_there(catalogue):
    admin = gettext.translation("django", ADMIN, ["fr"])

    for entry in catalogue:
        theirs = admin.gettext(entry.msgid)
        if entry.msgctxt is None and theirs != entry.msgid:
            assert translations(entry)[0] == theirs


def test_the_compiled_catalogue_says_the_same(catalogue):
    compiled = gettext.translation("django", ROOT / LOCALE, ["fr"])

    for entry in catalogue:
        if entry.msgid_plural and entry.msgctxt:
            found = [
                compiled.npgettext(entry.msgctxt, entry.msgid, entry.msgid_plural, n)
                for n in (1, 2)
            ]
        elif entry.msgid_plural:
            found = [
                compiled.ngettext(entry.msgid, entry.msgid_plural, n) for n in (1, 2)
            ]
        elif entry.msgctxt:
            found = [compiled.pgettext(entry.msgctxt, entry.msgid)]
        else:
            found = [compiled.gettext(entry.msgid)]
        assert found == translations(entry)
    in_compiled = polib.mofile(str(CATALOGUE.with_suffix(".mo")))
    assert {key(entry) for entry in in_compiled} == {key(entry) for entry in catalogue}


def test_collecting_the_messages_anew_brings_and_drops_none(
    catalogue, settings, tmp_path, monkeypatch
):
    if shutil.which("xgettext") is None:
        (pytest.fail if in_ci() else pytest.skip)("xgettext is not installed")
    unread = shutil.ignore_patterns("__pycache__", "locale", "migrations", "static")
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=unread)
    (tmp_path / LOCALE).mkdir()
    monkeypatch.chdir(tmp_path)
    settings.LOCALE_PATHS = [str(tmp_path / LOCALE)]

    call_command("makemessages", locale=["fr"], verbosity=0)

    collected = polib.pofile(str(tmp_path / CATALOGUE.relative_to(ROOT)))
    now, before = {key(e) for e in collected}, {key(e) for e in catalogue}
    assert now - before == set(), "new in the sources: make messages, then translate"
    assert before - now == set(), "not found in the sources: make messages drops them"


def test_no_message_is_marked_with_a_name_that_xgettext_does_not_know():
    unknown = []
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if not isinstance(node, ast.ImportFrom):
                    continue
                if node.module != "django.utils.translation":
                    continue
                unknown += [
                    f"{path.relative_to(ROOT)}:{node.lineno}: {name.asname}"
                    for name in node.names
                    if name.asname is not None
                    and (name.name, name.asname)
                    not in {("gettext", "_"), ("gettext_lazy", "_")}
                ]

    assert unknown == []
