"""Rows out of text: what a spreadsheet, a web page or a mail leaves on the clipboard, and what is saved as text."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

from zaal.gateways import files

DELIMITERS: Final = "\t;,|"
MOST_COLUMNS: Final = 200
MOST_CELLS: Final = 500_000
_HTML = re.compile(r"<(?:!doctype|html|table|meta|body|google-sheets)\b", re.IGNORECASE)
_RULE = re.compile(r"\s*:?-{2,}:?\s*|\s*")


def rows(text: str, *, filename: str) -> list[list[str]]:
    """Return the filled rows of a text: HTML with a table, else cells parted by tab, semicolon, comma or bar.

    Refuses: FileNotReadable, TooManyRows.
    """
    if _HTML.search(text[:2000]):
        return _html(text, filename=filename)
    first = next((line for line in text.splitlines() if line.strip()), None)
    if first is None:
        raise files.FileNotReadable(filename=filename, reason="empty")
    # A tab is typed by nobody: one of them says that this came out of a spreadsheet.
    delimiter = "\t" if "\t" in first else max(DELIMITERS, key=first.count)
    found = files.table(text, filename=filename, delimiter=delimiter, quoting=True)
    return _unframed(found) if delimiter == "|" else found


def _unframed(found: list[list[str]]) -> list[list[str]]:
    """Take away the bars at both ends of a row, and the rule below the head."""
    kept = [row for row in found if not all(_RULE.fullmatch(cell) for cell in row)]
    if all(row[0] == "" for row in kept):
        kept = [row[1:] for row in kept]
    if all(row and row[-1] == "" for row in kept):
        kept = [row[:-1] for row in kept]
    return kept


def _html(text: str, *, filename: str) -> list[list[str]]:
    reader = _TableReader()
    reader.feed(text)
    reader.close()
    found = [[" ".join(cell.split()) for cell in row] for row in reader.rows]
    filled = [row for row in found if any(row)]
    if reader.is_too_large:
        raise files.TooManyRows(filename=filename, limit=MOST_CELLS // MOST_COLUMNS)
    if not filled:
        raise files.FileNotReadable(filename=filename, reason="empty")
    return filled


class _TableReader(HTMLParser):
    """Gathers the cells of the first table; a cell over several rows or columns stands in each of them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self.is_too_large = False
        self._depth = 0
        self._is_done = False
        self._open: tuple[int, int] | None = None
        self._text: list[str] = []
        self._hanging: dict[int, tuple[int, str]] = {}
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
        if self._is_done or self._depth != 1:
            return
        if tag == "tr":
            self._end_cell()
            self.rows.append([])
            self._hang()
        elif tag in {"td", "th"}:
            self._end_cell()
            told = dict(attrs)
            self._open = _span(told.get("colspan")), _span(told.get("rowspan"))
            self._text = []
        elif tag in {"br", "p", "div", "li"}:
            self._text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "tr", "table"} and self._depth == 1:
            self._end_cell()
        if tag == "table" and self._depth:
            self._depth -= 1
            self._is_done = self._is_done or (self._depth == 0 and any(map(any, self.rows)))

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            self._text.append(data)

    def _end_cell(self) -> None:
        if self._open is None:
            return
        (columns, lines), text, self._open = self._open, "".join(self._text), None
        if not self.rows:
            self.rows.append([])
        for _ in range(columns):
            self._put(text)
            if lines > 1:
                self._hanging[len(self.rows[-1]) - 1] = (lines - 1, text)
        self._hang()

    def _hang(self) -> None:
        """Fill the places that a cell of a row above reaches down to."""
        while (at := len(self.rows[-1])) in self._hanging:
            lines, text = self._hanging[at]
            if lines > 1:
                self._hanging[at] = (lines - 1, text)
            else:
                del self._hanging[at]
            if not self._put(text):
                return

    def _put(self, text: str) -> bool:
        self._cells += 1
        self.is_too_large = self.is_too_large or self._cells > MOST_CELLS
        if self.is_too_large or len(self.rows[-1]) >= MOST_COLUMNS:
            return False
        self.rows[-1].append(text)
        return True


def _span(told: str | None) -> int:
    return max(1, min(int(told), MOST_COLUMNS)) if told and told.isdecimal() and len(told) < len("1000") else 1
