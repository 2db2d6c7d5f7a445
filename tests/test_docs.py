"""The README agrees with the code. Run `python -m tests.test_docs` to mend its table."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
TABLE = re.compile(
    r"(<!-- transitions: [^>]*-->\n)(.*?)(<!-- /transitions -->)", re.DOTALL
)


def transition_table():
    """Return the transition table as Markdown, from the code."""
    from django.utils.translation import override

    from quotes.roles import LADDER, codenames
    from quotes.transitions import TABLE as rows

    lines = [
        "| decision | from | to | who, at least | changing | four eyes | public | needs |",
        "|---|---|---|---|---|---|---|---|",
    ]
    with override("en"):
        for row in rows:
            sources = {}
            for before, after in row.moves.items():
                key = "as before" if before == after else str(after.label)
                sources.setdefault(key, []).append(before)
            role = next(role for role in LADDER if row.permission in codenames(role))
            needs = [
                word
                for word, wanted in (
                    ("reason", row.needs_reason),
                    ("evidence", row.needs_evidence),
                )
                if wanted
            ]
            for after, befores in sources.items():
                cells = (
                    str(row.label),
                    ", ".join(str(before.label) for before in befores),
                    after,
                    str(role.value),
                    "yes" if row.changes else "",
                    "yes" if row.four_eyes else "",
                    "yes" if row.public else "",
                    ", ".join(needs),
                )
                line = "| " + " | ".join(cells) + " |"
                if line not in lines:
                    lines.append(line)
    return "\n".join(lines) + "\n"


def test_the_transition_table_is_the_one_of_the_code():
    assert TABLE.search(README.read_text("utf-8")).group(2) == transition_table()


def test_every_setting_is_in_the_settings_table_and_no_other():
    code = (ROOT / "newsroom" / "settings.py").read_text("utf-8")
    in_code = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', code))
    in_table = set(re.findall(r"^\| `([A-Z_]+)` \|", README.read_text("utf-8"), re.M))

    assert in_code == in_table
    assert "DATABASE_URL" in in_code


def test_every_command_is_in_the_readme():
    commands = ROOT / "quotes" / "management" / "commands"
    text = README.read_text("utf-8")

    for path in commands.glob("[!_]*.py"):
        assert f"manage.py {path.stem}" in text


def test_every_make_target_is_explained():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    text = README.read_text("utf-8")

    targets = re.findall(r"^([a-z]+):.*##", makefile, re.M)
    assert len(targets) >= 6
    for target in targets:
        assert f"make {target}" in re.sub(r"\s+", " ", text)


def test_every_dependency_has_its_sentence():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["dev"]
    text = README.read_text("utf-8").lower()

    for requirement in wanted:
        name = re.match(r"[A-Za-z0-9-]+", requirement).group(0).lower()
        assert name in text


def test_every_file_that_the_documents_name_is_there():
    for document in (README, ROOT / "fixtures" / "README.md"):
        for link in re.findall(r"\]\(([^)#]+)\)", document.read_text("utf-8")):
            if not link.startswith("http"):
                assert (document.parent / link).exists(), link


def test_no_file_names_a_package_index():
    import subprocess

    files = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")
    forbidden = ("pypi." + "org", "pythonhosted." + "org", "npmjs." + "org")
    for name in files:
        path = ROOT / name
        if path.is_file() and path.suffix not in {".png", ".mo"}:
            text = path.read_text("utf-8", errors="replace")
            assert not any(host in text for host in forbidden), name


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    README.write_text(
        TABLE.sub(
            lambda found: found[1] + transition_table() + found[3],
            README.read_text("utf-8"),
        ),
        "utf-8",
    )
