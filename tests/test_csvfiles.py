"""CSV as RFC 4180 has it, one record on each line."""

import csv
from io import StringIO

from quotes.csvfiles import BATCH, csv_lines


def test_lines_end_in_crlf_and_quotes_stand_where_they_are_needed():
    text = "".join(csv_lines(("a", "b"), [["x", 'dit "oui", net'], ["", "é"]]))

    assert text == 'a,b\r\nx,"dit ""oui"", net"\r\n,é\r\n'


def test_a_record_is_one_line_whatever_stands_in_it():
    text = "".join(csv_lines(("a", "b"), [["un\r\ndeux\u2028trois", "fin\n"]]))

    assert text.splitlines() == ["a,b", "un deux trois,fin"]


def test_rows_are_not_read_before_they_are_written():
    read = []

    def rows():
        for number in range(3 * BATCH):
            read.append(number)
            yield [str(number)]

    lines = csv_lines(("n",), rows())
    first = next(lines)

    assert len(read) == BATCH
    found = list(csv.reader(StringIO(first + "".join(lines))))
    assert found == [["n"], *([str(number)] for number in range(3 * BATCH))]


def test_without_rows_there_is_a_header():
    assert "".join(csv_lines(("a", "b"), [])) == "a,b\r\n"
