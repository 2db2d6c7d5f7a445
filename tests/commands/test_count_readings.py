"""`manage.py count_readings`: logs in any form, told what came of them."""

import gzip
import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from quotes.models import Reading
from tests import factories as make

pytestmark = pytest.mark.django_db

SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)
YESTERDAY = (timezone.now() - timedelta(days=1)).replace(hour=12)


@pytest.fixture
def publication():
    return make.make_verified_quote().publications.get()


def line(publication, address="192.0.2.7", *, moment=YESTERDAY, agent=SAFARI):
    return (
        f"{address} - - [{moment:%d/%b/%Y:%H:%M:%S %z}] "
        f'"GET {publication.get_absolute_url()} HTTP/1.1" 200 5120 "-" "{agent}"\n'
    )


def counted():
    return list(Reading.objects.values_list("quote__public_id", "day", "count"))


def test_several_logs_are_counted_as_one(publication, tmp_path, capsys):
    plain, packed = tmp_path / "access.log", tmp_path / "access.log.1.gz"
    plain.write_text(line(publication) + line(publication, "192.0.2.8"))
    with gzip.open(packed, "wt") as file:
        file.write(line(publication) + line(publication, "2001:db8::1"))

    call_command("count_readings", str(plain), str(packed))

    assert counted() == [(publication.public_id, YESTERDAY.date(), 3)]
    assert capsys.readouterr().out.strip() == (
        "lines: 4, in no known format: 0; counts new or raised: 1, too old and "
        "deleted: 0; ids of no published quote: 0"
    )


def test_a_second_run_changes_nothing(publication, tmp_path, capsys):
    log = tmp_path / "access.log"
    log.write_text(line(publication))
    call_command("count_readings", str(log))
    before = counted()
    capsys.readouterr()

    call_command("count_readings", str(log))

    assert counted() == before
    assert "new or raised: 0," in capsys.readouterr().out


def test_standard_input_may_hold_any_bytes(publication, monkeypatch, capsys):
    given = b"\xff\xfe broken\n" + line(publication).encode()
    stdin = io.TextIOWrapper(io.BytesIO(given), encoding="ascii")
    monkeypatch.setattr("sys.stdin", stdin)

    call_command("count_readings", "-")

    assert [count for _id, _day, count in counted()] == [1]
    assert "lines: 2, in no known format: 1;" in capsys.readouterr().out


def test_pages_in_the_other_language_are_the_same_quote(publication, tmp_path):
    log = tmp_path / "access.log"
    french = line(publication, "192.0.2.8").replace("GET /q/", "GET /fr/q/")
    log.write_text(line(publication) + french)

    call_command("count_readings", str(log))

    assert [count for _id, _day, count in counted()] == [2]


def test_nothing_of_a_reader_is_stored(publication, tmp_path):
    log = tmp_path / "access.log"
    log.write_text(line(publication, "203.0.113.99"))

    call_command("count_readings", str(log))

    [row] = Reading.objects.values()
    assert set(row) == {"id", "quote_id", "day", "count"}


def test_a_file_that_is_not_there_is_named_before_anything_is_counted(
    publication, tmp_path
):
    log = tmp_path / "access.log"
    log.write_text(line(publication))

    with pytest.raises(CommandError, match=r"no file .*/gone\.log"):
        call_command("count_readings", str(log), str(tmp_path / "gone.log"))

    assert counted() == []


@pytest.mark.parametrize(
    "content",
    [b"no gzip at all\n", gzip.compress(b"x" * 9000, mtime=0)[:-12]],
    ids=["no gzip", "cut off"],
)
def test_a_log_that_breaks_off_is_named_and_nothing_is_counted(
    content, publication, tmp_path
):
    whole, broken = tmp_path / "access.log", tmp_path / "access.log.2.gz"
    whole.write_text(line(publication))
    broken.write_bytes(content)

    with pytest.raises(CommandError, match=r"access\.log\.2\.gz cannot be read"):
        call_command("count_readings", str(whole), str(broken))

    assert counted() == []


def test_a_folder_is_no_log(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("count_readings", str(tmp_path))


def test_a_log_in_another_format_is_an_error_that_says_which_to_choose(tmp_path):
    log = tmp_path / "access.log"
    log.write_text('{"path": "/q/"}\n{"path": "/"}\n')

    with pytest.raises(CommandError, match="none of 2 lines is in the combined format"):
        call_command("count_readings", str(log))


def test_an_empty_log_is_no_error(tmp_path, capsys):
    log = tmp_path / "access.log"
    log.write_text("")

    call_command("count_readings", str(log))

    assert capsys.readouterr().out.startswith("lines: 0,")


def test_old_days_are_deleted_in_the_same_run(publication, tmp_path, capsys):
    old = timezone.now().date() - timedelta(days=40)
    Reading.objects.create(quote=publication.quote, day=old, count=7)
    log = tmp_path / "access.log"
    log.write_text(line(publication))

    call_command("count_readings", str(log))

    assert [day for _id, day, _count in counted()] == [YESTERDAY.date()]
    assert "deleted: 1;" in capsys.readouterr().out
