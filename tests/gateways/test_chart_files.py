"""Charts as they come in: workbooks, pasted tables and what is hostile in them; each real chart by its README."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from zaal.domain.chart_decisions import to_decide
from zaal.domain.layouts import Layout
from zaal.domain.refusals import Invalid
from zaal.gateways import charts, files
from zaal.gateways.charts import ColumnChoice

CHARTS = Path(__file__).parents[3] / "shared" / "data" / "meeting-rooms"
PLAIN = "Zaal\tOppervlakte\tTheater\nBeurszaal\t158,75 m2\t110\nKleine Zaal\t40\t30\n"
PAGE = (
    "<meta charset='utf-8'><table><tr><th>Zaal<th>Oppervlakte<th>Theater<tr><td>Beurszaal<td>158,75&nbsp;m2<td>110"
    "<tr><td>Kleine Zaal<td>40<td>30</table>"
)
ODS_HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
)
ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"
ROWS = """<table:table table:name="Rooms">
<table:table-row><table:table-cell><text:p>Room</text:p></table:table-cell>
<table:table-cell><text:p>Area m2</text:p></table:table-cell>
<table:table-cell><text:p>Theatre</text:p></table:table-cell>
<table:table-cell table:number-columns-repeated="16381"/></table:table-row>
<table:table-row><table:table-cell><text:p>Beurszaal</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="158.75"><text:p>159</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="110"><text:p>110</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="16384"/>
</table:table-row></table:table>"""


def ods(content: str) -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", content)
    return saved.getvalue()


def xlsx(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(list(row))
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def as_guessed(data: bytes, filename: str) -> charts.Chart:
    columns = charts.guess(data, filename=filename).columns
    choices = [ColumnChoice(column.means, column.unit) for column in columns]
    return charts.read_as(data, filename=filename, choices=choices)


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        PLAIN.replace(",", ".").replace("\t", ","),
        PLAIN.replace("\t", ";"),
        "| Zaal | Oppervlakte | Theater |\n|---|---:|---:|\n| Beurszaal | 158,75 m2 | 110 |\n| Kleine Zaal | 40 | 30 |",
        PAGE,
    ],
    ids=["tab", "comma", "semicolon", "bars", "html"],
)
def test_a_pasted_table_is_read_however_its_cells_are_parted(text: str):
    beurszaal, kleine_zaal = charts.read(text.encode(), filename="pasted").rooms

    assert (beurszaal.name, beurszaal.area_sqm) == ("Beurszaal", Decimal("158.75"))
    assert beurszaal.capacities == {Layout.THEATRE: 110}
    assert (kleine_zaal.name, kleine_zaal.area_sqm) == ("Kleine Zaal", Decimal("40.00"))


def test_a_cell_over_several_rows_of_a_page_stands_in_each():
    page = (
        "<table><tr><th>Hotel<th>Room<th>Theatre<tr><td rowspan=2>Hotel Damrak<td>Oxford<td>40"
        "<tr><td>Cambridge<td>30</table>"
    )

    rooms = charts.read(page.encode(), filename="page.html").rooms

    assert [(room.hotel, room.name) for room in rooms] == [("Hotel Damrak", "Oxford"), ("Hotel Damrak", "Cambridge")]


def test_a_workbook_of_libreoffice_is_read_with_its_numbers_as_they_are_kept():
    (room,) = charts.read(ods(ODS_HEAD + ROWS + ODS_TAIL), filename="rooms.ods").rooms

    assert (room.name, room.area_sqm, room.capacities) == ("Beurszaal", Decimal("158.75"), {Layout.THEATRE: 110})


def test_a_number_that_a_sum_left_behind_is_read_as_people_see_it():
    (room,) = charts.read(xlsx(("Room", "Height", "Theatre"), ("Beurszaal", 0.1 + 0.2 + 2.9, 110)), filename="a").rooms

    assert room.height_m == Decimal("3.20")


def test_units_are_what_somebody_says_they_are():
    data = b"Room,Area,Height,Theatre\nOxford,61,9'6\",48\n"
    said = [ColumnChoice("room"), ColumnChoice("area", "yd"), ColumnChoice("height"), ColumnChoice("capacity:theatre")]

    (oxford,) = charts.read_as(data, filename="a.csv", choices=said).rooms

    assert (oxford.area_sqm, oxford.height_m) == (Decimal("51.00"), Decimal("2.90"))


def test_a_table_without_a_head_that_is_understood_is_shown_for_a_person_to_say():
    data = b"Ort;Platz;Menge\nBallsaal;120;99\n"

    guess = charts.guess(data, filename="a.csv")
    said = [ColumnChoice("room"), ColumnChoice("area", "m"), ColumnChoice("capacity:banquet")]
    (room,) = charts.read_as(data, filename="a.csv", choices=said).rooms

    assert [(column.name, column.means, column.samples) for column in guess.columns] == [
        ("Ort", "", ("Ballsaal",)),
        ("Platz", "", ("120",)),
        ("Menge", "", ("99",)),
    ]
    assert (room.name, room.area_sqm, room.capacities) == ("Ballsaal", Decimal("120.00"), {Layout.BANQUET: 99})


@pytest.mark.parametrize(
    ("word", "floor"), [("3", 3), ("-1", -1), ("2e verdieping", 2), ("begane grond", 0), ("1. OG", 1), ("EG", 0)]
)
def test_floors_are_read_as_hotels_write_them(word: str, floor: int):
    (room,) = charts.read(f"Room;Floor;Theatre\nOxford;{word};40\n".encode(), filename="a.csv").rooms

    assert room.floor == floor


def test_a_formula_is_never_worked_out_and_gives_nothing_when_it_was_not_saved_with_a_value():
    (room,) = charts.read(xlsx(("Room", "Area", "Theatre"), ("Oxford", "=1+1", 40)), filename="a.xlsx").rooms

    assert (room.area_sqm, room.capacities) == (None, {Layout.THEATRE: 40})


def zip_bomb() -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("content.xml", "w") as part:
        for _ in range(files.MAX_UNPACKED_BYTES // 10_000_000 + 1):
            part.write(bytes(10_000_000))
    return saved.getvalue()


@pytest.mark.parametrize(
    ("data", "code", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "file_not_readable", "old_workbook"),
        (b"PK\x03\x04 but no archive", "file_not_readable", "workbook"),
        (ods("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "file_not_readable", "workbook"),
        (ods(ODS_HEAD + ODS_TAIL), "sheet_not_found", None),
        (
            ods(
                ODS_HEAD
                + ROWS.replace("<table:table-row>", '<table:table-row table:number-rows-repeated="9999999">')
                + ODS_TAIL
            ),
            "too_many_rows",
            None,
        ),
        (b"Room,Theatre\n" + b"Oxford,40\n" * 5_010, "too_many_rows", None),
        (b"Room,Theatre\nOxford,\xff\x00\x9d\n", "file_not_readable", "encoding"),
        (b"<table><tr><td></table>", "file_not_readable", "empty"),
        (zip_bomb(), "file_too_large", None),
    ],
    ids=["old", "no-zip", "entities", "no-sheet", "repeated", "rows", "encoding", "empty-page", "bomb"],
)
def test_a_hostile_file_is_refused_with_a_reason(data: bytes, code: str, reason: str | None):
    with pytest.raises(Invalid) as refusal:
        charts.guess(data, filename="hostile")

    assert (refusal.value.code, refusal.value.facts.get("reason")) == (code, reason)


def test_a_page_whose_cells_span_without_end_is_cut():
    page = "<table>" + "<tr><td colspan=999 rowspan=999>Room" * 3_000 + "</table>"

    with pytest.raises(Invalid) as refusal:
        charts.guess(page.encode(), filename="page.html")

    assert refusal.value.code == "too_many_rows"


# A chart; the rows its README counts and the rooms found in them (one line can be two); what somebody decides; what
# is told beside that. The README's own words for each oddity stand behind it.
REAL = [
    (
        "intercontinental-miami.csv", 43, 43,
        # "U-shape larger than boardroom in places"; "Bayfront A says 40 x 70 and 4,400 sq ft"; "the Grand Ballroom is
        # Versailles plus Trianon without saying so"; "one is just Combined"
        {"u_shape_above_boardroom": 11, "area_differs_from_sides": 3, "probably_combination": 2},
        # "square feet / 9, that is square yards, in 42 of 43 rows"
        {"area_column_contradicts", "combination_without_parts"},
    ),
    (
        "sintesa-hotel.csv", 8, 8,
        {"capacity_overstated": 2},  # "Drupadi seats 204 in theatre style on 74 m2", and 90 in classroom
        set(),
    ),
    (
        "philippines-hotels.csv", 40, 40,
        # "area and height 0 for open air"; "Diamond Ballroom" is its North, Center and South, "165 each"
        {"zero_not_offered": 2, "u_shape_above_boardroom": 28, "measure_zero": 7, "probably_combination": 1,
         "part_not_listed": 3},
        set(),
    ),
    (
        "stockholm-folkets-hus.csv", 12, 14,
        {"u_shape_above_boardroom": 5, "part_not_listed": 5},
        {"alternatives_split"},  # "AB el BC (el = or)", "A el C": two rooms each
    ),
    (
        "chetwynde-hotel-tariff-2017.csv", 3, 3,
        {"capacity_open_ended": 1, "u_shape_above_boardroom": 1},  # "20+ as a capacity"
        # "the table stands on its side"; "the source gives two full-day prices for one room"
        {"table_turned", "column_not_understood", "column_two_layouts", "price_with_condition", "two_prices"},
    ),
    ("blixemstogether-amsterdam-tariffs.csv", 4, 4, {}, {"price_unit_unknown"}),  # "three price groups"
    (
        "nl-sg-published-facts.csv", 16, 15,
        {"no_figures": 1},
        {"row_not_a_room", "column_not_understood"},  # "(14 rooms, no chart published)" is no room
    ),
    # "Exam, Dinner and Theatre Landscape as layouts; U shape 50 beside boardroom 28"
    ("conway-hall/artists-room.json", 1, 1, {}, {"options_not_understood"}),
    ("conway-hall/balcony.json", 1, 1, {}, {"options_not_understood"}),
    ("conway-hall/bertrand-russell-room.json", 1, 1, {"u_shape_above_boardroom": 1},
     {"options_not_understood", "column_not_understood"}),
    ("conway-hall/brockway-room.json", 1, 1, {"u_shape_above_boardroom": 1},
     {"options_not_understood", "column_not_understood"}),
    ("conway-hall/club-room.json", 1, 1, {"u_shape_above_boardroom": 1},
     {"options_not_understood", "column_not_understood"}),
    ("conway-hall/foyer.json", 1, 1, {"no_figures": 1}, {"options_not_understood", "column_not_understood"}),
    ("conway-hall/main-hall.json", 1, 1, {"u_shape_above_boardroom": 1},
     {"options_not_understood", "column_not_understood"}),
]  # fmt: skip


@pytest.mark.real_input
@pytest.mark.parametrize(("path", "rows", "rooms", "decided", "told"), REAL, ids=[one[0] for one in REAL])
def test_each_chart_says_what_its_readme_says(
    path: str, rows: int, rooms: int, decided: dict[str, int], told: set[str]
):
    if not CHARTS.exists():
        pytest.skip("shared data is not here")
    data = (CHARTS / path).read_bytes()

    guess, chart = charts.guess(data, filename=path), as_guessed(data, path)

    oddities = [oddity.finding for oddity in to_decide(chart.findings)]
    beside = {finding.code for finding in (*guess.findings, *chart.findings) if finding not in oddities}
    assert (guess.rows, len(chart.rooms)) == (rows, rooms)
    assert Counter(finding.code for finding in oddities) == decided
    assert beside == told


@pytest.mark.real_input
def test_what_a_person_confirms_is_what_the_command_line_reads():
    if not CHARTS.exists():
        pytest.skip("shared data is not here")

    for path, *_ in REAL:
        data = (CHARTS / path).read_bytes()
        assert as_guessed(data, path).rooms == charts.read(data, filename=path).rooms, path
