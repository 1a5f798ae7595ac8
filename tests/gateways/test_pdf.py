"""What every document is, whatever is on it: for keeping, for everybody, and true to the letter."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from time import process_time
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from zaal.gateways import pdf

if TYPE_CHECKING:
    from collections.abc import Iterator

MADE_AT = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
HOSTILE = [
    "#set page(fill: red)",
    '#read("/etc/passwd") and #import "sale.typ"',
    "*bold* _italic_ `raw` $x^2$",
    "@reference <label> [content] // comment /* and */ this",
    "= Heading, - list, + list, / term: this",
    "back\\slash \\u{41} \"quotes\" 'single' -- --- ... ~",
    "%(page)s of %(pages)s",
]


def a_sheet(title: str = "Spring meeting", **changes: Any) -> dict[str, Any]:
    usual = {
        "language": "nl",
        "region": "NL",
        "title": "Offerte Q-22, Hotel Damrak",
        "kind": "Offerte",
        "reference": "Q-22",
        "subtitle": "Beurszaal, Hotel Damrak, Amsterdam",
        "page": "Pagina %(page)s van %(pages)s",
        "highlights": [("Totaal", "€ 700,00"), ("Per deelnemer", "€ 23,33"), ("Geldig tot", "maandag")],
        "blocks": [{"heading": "Bijeenkomst", "rows": [("Wat", title)]}],
        "price": {
            "heading": "Prijs",
            "columns": ("Wat", "Aantal", "Prijs", "Bedrag"),
            "rooms": [{"heading": "", "lines": [a_line()]}],
            "added": (),
            "total": ("Totaal", "€ 700,00"),
            "contained": (("Exclusief belasting", "€ 578,51"),),
            "note": "Inclusief belasting.",
        },
        "terms": None,
        "notes": [],
    }
    return {**usual, **changes}


def a_line() -> dict[str, str]:
    return {
        "what": "Zaalhuur",
        "note": "vast",
        "more": "",
        "quantity": "1 dag",
        "unit": "€ 700,00",
        "amount": "€ 700,00",
    }


def some_terms() -> dict[str, Any]:
    """Terms of two steps, drawn: free, then half; what the third costs is not said."""
    words = {"start": "1 mrt: 0%", "bound": "18 mrt: 50%", "end": "begin 15 apr"}
    return {
        "heading": "Wat annuleren kost",
        "columns": ("Als u annuleert", "Percentage", "U betaalt"),
        "rows": [("vóór 18 maart", "", "niets"), ("daarna", "50%", "€ 350,00")],
        "timeline": {
            "bars": [
                {"x": 0.0, "width": 0.5, "share": 0.0, "tone": "free"},
                {"x": 0.5, "width": 0.4, "share": 0.5, "tone": "much"},
                {"x": 0.9, "width": 0.1, "share": None, "tone": "unknown"},
            ],
            "above": [
                {"at": 0.0, "text": words["start"], "text_at": 0.0, "anchor": "start", "row": 0},
                {"at": 1.0, "text": words["end"], "text_at": 1.0, "anchor": "end", "row": 0},
            ],
            "below": [{"at": 0.5, "text": words["bound"], "text_at": 0.5, "anchor": "end", "row": 1}],
        },
        "note": "Voorwaarden van het hotel.",
    }


def written(sheet: dict[str, Any]) -> PdfReader:
    return PdfReader(BytesIO(pdf.document("sale", sheet, made_at=MADE_AT)))


def text_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def tags_of(element: Any) -> Iterator[str]:
    element = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(element, list):
        for part in element:
            yield from tags_of(part)
    elif isinstance(element, dict):
        if "/S" in element:
            yield element["/S"]
        yield from tags_of(element.get("/K"))


def test_a_document_says_its_language_and_title():
    reader = written(a_sheet())

    root = reader.root_object
    assert root["/Lang"] == "nl-NL"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Offerte Q-22, Hotel Damrak"
    assert reader.metadata.creation_date == MADE_AT


def test_a_document_claims_pdf_a_3a_and_pdf_ua_1():
    reader = written(a_sheet())

    claims = reader.root_object["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>3</pdfaid:part>" in claims
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in claims
    assert "<pdfuaid:part>1</pdfuaid:part>" in claims
    assert reader.root_object["/OutputIntents"]


def test_a_document_is_tagged_as_headings_and_tables():
    reader = written(a_sheet())

    tags = list(tags_of(reader.root_object["/StructTreeRoot"]))
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert tags.count("/H1") == 1
    assert tags.count("/H2") == 2
    assert tags.count("/Table") == 1
    assert tags.count("/TH") == 4


def test_terms_are_drawn_beside_their_table_and_passed_over_when_read_aloud():
    plain = {**some_terms(), "timeline": None}

    drawn, only_told = (written(a_sheet(terms=terms)) for terms in (some_terms(), plain))

    assert "18 mrt: 50%" in text_of(drawn)
    assert "18 mrt: 50%" not in text_of(only_told)
    assert list(tags_of(drawn.root_object["/StructTreeRoot"])) == list(
        tags_of(only_told.root_object["/StructTreeRoot"])
    )


def test_every_font_is_in_the_file():
    reader = written(a_sheet("Board 董事会"))

    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    descriptors = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object() for font in fonts]
    assert {str(font["/BaseFont"]).partition("+")[2].partition("-")[0] for font in fonts} == {
        "InstrumentSans",
        "NotoSansSC",
    }
    assert all("/FontFile2" in found or "/FontFile3" in found for found in descriptors)


@pytest.mark.parametrize("title", HOSTILE)
def test_typesetting_language_in_a_text_is_only_text(title: str):
    reader = written(a_sheet(title))

    assert title in text_of(reader)
    assert len(reader.pages) == 1


@pytest.mark.parametrize("title", ["董事会会议", "例會 東京 カフェ", "Łódź, Ğaziantep, Zürich", "Ω Ж ₫ ₩ →"])
def test_names_of_many_languages_come_out(title: str):
    assert title in text_of(written(a_sheet(title)))


@pytest.mark.parametrize("title", ["Party 😀 time", "Party \ue000 time", "Party \x07 time", "Party \ud68c time"])
def test_what_no_font_can_draw_does_not_stop_a_document(title: str):
    text = text_of(written(a_sheet(title)))

    assert text.replace("□ ", "").count("Party time") == 1
    assert title[6] not in text


def test_long_prices_run_on_over_numbered_pages():
    sheet = a_sheet()
    sheet["price"]["rooms"] = [{"heading": "Beurszaal", "lines": [a_line() for _ in range(60)]}]

    reader = written(sheet)

    texts = [page.extract_text() for page in reader.pages]
    assert len(texts) > 1
    assert text_of(reader).count("€ 700,00 € 700,00") == 60
    for number, text in enumerate(texts, start=1):
        assert f"Pagina {number} van {len(texts)}" in text
        assert "Aantal" in text


def test_the_same_data_and_moment_give_the_same_bytes():
    one, other = (pdf.document("sale", a_sheet(), made_at=MADE_AT) for _ in range(2))

    assert one == other


def test_a_document_takes_less_than_a_tenth_of_a_second():
    pdf.document("sale", a_sheet("warm"), made_at=MADE_AT)

    started = process_time()
    for number in range(10):
        pdf.document("sale", a_sheet(f"Meeting {number}"), made_at=MADE_AT)

    assert (process_time() - started) / 10 < 0.1
