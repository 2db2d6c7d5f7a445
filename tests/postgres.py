"""A throwaway PostgreSQL cluster: `python -m tests.postgres -- CMD…`.

The command finds the database in DATABASE_URL. With TEST_DATABASE_URL set, that server
is used and none is started.

The cluster belongs to a small shell script that ends when its standard input does.
However we end, by Ctrl-C or by SIGKILL, the kernel closes our end of that pipe, and
the script stops the server and removes its directory.
"""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.processes import call, stopping_on_signals

#: Nothing here has to survive a power failure.
OPTIONS = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off "
    "-c max_connections=50 -c listen_addresses=127.0.0.1"
)

#: $1 is the folder of the programs, $2 where the temporary folder goes, $3 the port,
#: $4 the locale, $5 more options of the server. It prints a line when the server takes
#: connections. The server stays our child (pg_ctl would let it go), and it stops at
#: once: there is nothing to save.
SCRIPT = f"""
bin=$1 port=$3 locale=$4 options=$5 server=
dir=$(mktemp -d "$2/newsroom-postgres.XXXXXX") || exit 1
clean() {{
  [ -z "$server" ] || {{ kill -QUIT "$server"; wait "$server"; }} 2>/dev/null
  rm -rf "$dir"
}}
fail() {{ cat "$dir/log" >&2; exit 1; }}
trap clean EXIT
trap 'exit 1' INT TERM HUP
"$bin/initdb" -D "$dir/data" -U newsroom --auth=trust --encoding=UTF8 \\
  --locale="$locale" --no-sync >"$dir/log" 2>&1 || fail
"$bin/postgres" -D "$dir/data" -p "$port" -k "$dir" {OPTIONS} $options \\
  >"$dir/log" 2>&1 </dev/null &
server=$!
tries=0
until "$bin/createdb" -h "$dir" -p "$port" -U newsroom newsroom 2>>"$dir/log"; do
  tries=$((tries + 1))
  [ "$tries" -lt 300 ] && kill -0 "$server" 2>/dev/null || fail
  sleep 0.1
done
echo ready
read -r _
exit 0
"""


class PostgresFailed(RuntimeError):
    """The throwaway cluster did not start; the server's own words are on stderr."""


def find_programs() -> Path | None:
    """Return the folder with the server's programs, of the newest release there is."""
    debian = Path("/usr/lib/postgresql").glob("*/bin/postgres")
    numbered = [path for path in debian if path.parent.parent.name.isdigit()]
    found = (
        [max(numbered, key=lambda path: int(path.parent.parent.name))]
        if numbered
        else []
    )
    if on_path := shutil.which("postgres"):
        found.append(Path(on_path).resolve())
    if config := shutil.which("pg_config"):
        answer = subprocess.run(  # noqa: S603 - found on PATH, no input
            [config, "--bindir"], capture_output=True, text=True, check=False
        )
        found.append(Path(answer.stdout.strip()) / "postgres")
    needed = ("initdb", "postgres", "createdb")
    for path in found:
        if all((path.parent / name).exists() for name in needed):
            return path.parent
    return None


@contextlib.contextmanager
def throwaway_cluster(options: str = "") -> Iterator[str]:
    """Give the URL of an empty database on a server that lasts as long as the block.

    options are more of the server's own, such as "-c shared_buffers=1GB".
    """
    programs = find_programs()
    if programs is None:
        raise PostgresFailed("no PostgreSQL server programs were found")
    port = _free_port()
    keeper = _start_keeper(programs, port, options)
    try:
        if keeper.stdout.readline() != b"ready\n":
            raise PostgresFailed("the throwaway PostgreSQL cluster did not start")
        yield f"postgres://newsroom@127.0.0.1:{port}/newsroom"
    finally:
        keeper.stdin.close()
        keeper.stdout.close()
        keeper.wait()


@contextlib.contextmanager
def database_url() -> Iterator[str]:
    """Give the server named in TEST_DATABASE_URL, else a throwaway one."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
    else:
        with throwaway_cluster() as url:
            yield url


def _start_keeper(programs: Path, port: int, options: str) -> subprocess.Popen:
    # A session of its own: Ctrl-C is ours to handle, the tests go first, then the server.
    locale = "C.UTF-8" if sys.platform == "linux" else "C"
    as_user, folder = _who_and_where()
    return subprocess.Popen(  # noqa: S603 - a fixed script
        [
            "/bin/sh",
            "-c",
            SCRIPT,
            "newsroom-postgres",
            programs,
            folder,
            str(port),
            locale,
            options,
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
        cwd="/",
        # A bare environment: the developer's PGHOST or PGOPTIONS are not about this.
        env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": locale},
        **as_user,
    )


def _who_and_where() -> tuple[dict, str]:
    """Return the user to run as and a folder that user can write to.

    The server refuses to run as root.
    """
    if os.geteuid() != 0:
        return {}, tempfile.gettempdir()
    names = {entry.pw_name for entry in pwd.getpwall()}
    user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}, "/tmp"  # noqa: S108


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def main(arguments: list[str]) -> int:
    """Run a command with DATABASE_URL set to a throwaway cluster."""
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    if not command:
        sys.stderr.write("usage: python -m tests.postgres -- CMD…\n")
        return 2
    with stopping_on_signals(), database_url() as url:
        return call(command, {"DATABASE_URL": url})


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
    except PostgresFailed as error:
        sys.exit(str(error))
