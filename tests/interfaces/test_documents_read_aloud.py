"""The papers of a sale for who has them read aloud: their language, title, headings in order, tables and drawings."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader
from tests import given

from zaal.interfaces import documents
from zaal.queries import sales
from zaal.records.venues.models import Space

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db

LANGUAGES = {"en": "en", "nl": "nl", "zh-hans": "zh"}


@pytest.fixture(params=["quote", "confirmation"])
def paper(request: pytest.FixtureRequest) -> tuple[Any, Any]:
    """What is told of a sale, and who writes it down."""
    given.a_venue()
    Space.objects.update(length_m=Decimal(12), width_m=Decimal(8))
    anna = given.a_booker()
    if request.param == "quote":
        return sales.quote(given.a_quote(anna), actor=anna, now=given.NOW), documents.quote
    return sales.booking(given.a_confirmed_booking(anna), actor=anna, now=given.NOW), documents.booking


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_paper_tells_its_language_and_title(paper: tuple[Any, Any], language: str) -> None:
    root, title = opened(paper, language)

    assert str(root["/Lang"]).startswith(LANGUAGES[language])
    assert title
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/MarkInfo"]["/Marked"]


def test_headings_begin_with_one_and_skip_none(paper: tuple[Any, Any]) -> None:
    root, _title = opened(paper, "en")

    levels = [int(kind[2:]) for kind, _part in parts(root) if kind[1] == "H" and kind[2:].isdigit()]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert len(levels) > 3
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_every_table_names_its_columns_and_every_drawing_is_told_in_words(paper: tuple[Any, Any]) -> None:
    root, _title = opened(paper, "en")

    tables = [part for kind, part in parts(root) if kind == "/Table"]
    drawings = [part for kind, part in parts(root) if kind == "/Figure"]

    assert tables
    assert drawings
    for table in tables:
        columns = [part for kind, part in parts(table) if kind == "/TH"]
        assert columns
        assert all("/Column" in str(column["/A"]) for column in columns)
    assert all(str(drawing.get("/Alt", "")).strip() for drawing in drawings)


def test_what_is_read_comes_in_the_order_in_which_it_stands(paper: tuple[Any, Any]) -> None:
    root, _title = opened(paper, "en")

    titles = [str(part["/T"]) for kind, part in parts(root) if kind == "/H2"]

    assert titles.index("Meeting") < titles.index("Price")


def opened(paper: tuple[Any, Any], language: str) -> tuple[Any, str]:
    told, write = paper
    reader = PdfReader(BytesIO(write(told, language=language)))
    assert reader.metadata
    return reader.trailer["/Root"], str(reader.metadata.title)


def parts(within: Any) -> Iterator[tuple[str, Any]]:
    """Walk what a document is made of, as a screen reader does: its kind and itself."""
    root = within.get("/StructTreeRoot", within)
    waiting = [root.get_object()]
    while waiting:
        part = waiting.pop()
        if "/S" in part:
            yield str(part["/S"]), part
        below = part.get("/K", [])
        below = below.get_object() if hasattr(below, "get_object") else below
        several = below if isinstance(below, list) else [below]
        told = [each.get_object() if hasattr(each, "get_object") else each for each in several]
        waiting.extend(each for each in reversed(told) if isinstance(each, dict))
