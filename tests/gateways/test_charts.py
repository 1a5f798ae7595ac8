"""Capacity charts become rooms: measures in metres, combined rooms with their parts, and every oddity told."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from zaal.domain.layouts import Layout
from zaal.domain.money import Money
from zaal.domain.refusals import Invalid
from zaal.gateways import charts, files

CHARTS = Path(__file__).parents[3] / "shared" / "data" / "meeting-rooms"


def read(text: str) -> charts.Chart:
    return charts.read(text.encode(), filename="chart.csv")


def told(chart: charts.Chart, code: str) -> list[dict[str, object]]:
    return [dict(finding.message_facts) for finding in chart.findings if finding.code == code]


def workbook(*rows: tuple[object, ...], title: str = "Rooms") -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = title
    for row in rows:
        page.append(list(row))
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_a_plain_chart_is_read():
    (beurszaal,) = read("Room,Size,Theatre,U-Shape,Daylight\nBeurszaal,120 m2,110,-,yes\n").rooms

    assert (beurszaal.hotel, beurszaal.name, beurszaal.row) == (None, "Beurszaal", 1)
    assert (beurszaal.area_sqm, beurszaal.daylight, beurszaal.parts) == (Decimal("120.00"), True, ())
    assert beurszaal.capacities == {Layout.THEATRE: 110}
    assert beurszaal.as_given["Size"] == "120 m2"


@pytest.mark.parametrize(
    ("words", "layouts"),
    [
        (
            "Theateropstelling;Schoolopstelling;U-vorm;Carré;Cabaret;Banket;Receptie",
            "theatre classroom u_shape boardroom cabaret banquet reception",
        ),
        (
            "Reihenbestuhlung;Parlamentarisch;U-Form;Konferenz;Bankett;Empfang",
            "theatre classroom u_shape boardroom banquet reception",
        ),
        (
            "Biosittning;Skolsittning;U-bord;Styrelse;Öar;Mingel",
            "theatre classroom u_shape boardroom cabaret reception",
        ),
        (
            "Theater;Class room;U shaped;Conference;Hollow sq.;Cocktail",
            "theatre classroom u_shape boardroom hollow_square reception",
        ),
    ],
)
def test_layouts_are_known_in_four_languages(words: str, layouts: str):
    numbers = ";".join(str(10 + at) for at in range(words.count(";") + 1))

    (room,) = read(f"Zaal;{words}\nBeurszaal;{numbers}\n").rooms

    assert [layout.value for layout in room.capacities] == layouts.split()


def test_a_column_that_is_not_known_is_told_and_not_guessed():
    chart = read("Room,Theatre,Theatre Landscape,Exam,Block\nBeurszaal,110,90,40,30\n")

    assert chart.rooms[0].capacities == {Layout.THEATRE: 110}
    assert [facts["column"] for facts in told(chart, "column_not_understood")] == ["Theatre Landscape", "Exam", "Block"]


@pytest.mark.parametrize(
    ("cell", "sqm"),
    [("495m2", "495.00"), ("1,824", "1824.00"), ("1.824,5", "1824.50"), ("62,5 m²", "62.50"), ("1,000 sq ft", "92.90")],
)
def test_areas_are_read_as_written(cell: str, sqm: str):
    (room,) = read(f'Room;Size;Theatre\nBeurszaal;"{cell}";20\n').rooms

    assert room.area_sqm == Decimal(sqm)


def test_feet_are_converted_where_the_chart_measures_in_feet():
    (flagler,) = read("Room,Area sq. ft.,Dimensions,Height,Theater\nFlagler,930,30 x 31,9'6\",80\n").rooms

    assert (flagler.area_sqm, flagler.length_m, flagler.width_m) == (Decimal("86.40"), Decimal("9.14"), Decimal("9.45"))
    assert flagler.height_m == Decimal("2.90")


def test_square_yards_called_metres_are_told_and_the_feet_used():
    chart = read("Room,Area sq. ft.,Sq. meter,Theater\nEscorial,552,61,48\nOxford,468,52,40\nFlagler,930,103,80\n")

    (facts,) = told(chart, "area_column_contradicts")
    assert chart.rooms[0].area_sqm == Decimal("51.28")
    assert (facts["column"], facts["used"], facts["looks_like"]) == ("Sq. meter", "Area sq. ft.", "square_yards")
    assert (facts["square_feet_a_unit"], facts["rows"], facts["of"]) == (Decimal("9.03"), 3, 3)


def test_one_wrong_area_among_good_ones_is_told_for_its_row():
    chart = read("Room,Area sq ft,Area m2,Theatre\nA,1000,92.9,40\nB,500,46.5,20\nC,500,90,20\n")

    assert [finding.row for finding in chart.findings if finding.code == "area_row_contradicts"] == [3]


def test_twenty_and_more_is_twenty_and_zero_is_not_offered():
    chart = read("Room,Theatre,Boardroom,Height\nOrangery,20+,0,0\n")

    assert chart.rooms[0].capacities == {Layout.THEATRE: 20}
    assert chart.rooms[0].height_m is None
    assert told(chart, "capacity_open_ended")[0]["given"] == "20+"
    assert told(chart, "zero_not_offered") == [{"column": "Boardroom", "count": 1, "layouts": (Layout.BOARDROOM,)}]
    assert chart.rooms[0].not_offered == (Layout.BOARDROOM,)
    assert told(chart, "measure_zero") == [{"room": "Orangery", "measure": "height"}]


def test_a_table_on_its_side_is_turned():
    chart = read(
        "Configuration,Ramsden,Cavendish\nTheatre Style,50,30\n"
        "Half Day,£70.00,£50.00 (weekdays)\nFull Day,£140,£100 / £90\n"
    )

    assert [room.name for room in chart.rooms] == ["Ramsden", "Cavendish"]
    assert [(price.term, price.price) for price in chart.rooms[0].prices] == [
        ("half_day", Money(Decimal("70.00"), "GBP")),
        ("day", Money(Decimal(140), "GBP")),
    ]
    assert told(chart, "table_turned")
    assert told(chart, "price_with_condition")[0]["condition"] == "weekdays"
    assert told(chart, "two_prices")[0]["amounts"] == (Decimal(100), Decimal(90))
    assert [price.term for price in chart.rooms[1].prices] == ["half_day"]


def test_tariffs_under_names_of_their_own_are_prices_without_a_unit():
    chart = read("Ruimte;Wijkgebonden;Commercieel\nGrote Zaal;€69,90;€158,75\n")

    assert [(price.term, price.price.amount) for price in chart.rooms[0].prices] == [
        ("Wijkgebonden", Decimal("69.90")),
        ("Commercieel", Decimal("158.75")),
    ]
    assert len(told(chart, "price_unit_unknown")) == 2


@pytest.mark.parametrize(
    ("names", "combined", "parts"),
    [
        (("Oxford", "Cambridge", "Combined (Oxford & Cambridge)"), "Oxford & Cambridge", ("Oxford", "Cambridge")),
        (
            ("Raphael", "Michelangelo", "Combined (Raphael & Mich.)"),
            "Raphael & Michelangelo",
            ("Raphael", "Michelangelo"),
        ),
        (
            ("Star Isle", "Palm Isle", "Hibiscus Isle", "Combined (Star,Palm & Hibiscus )"),
            "Star Isle, Palm Isle & Hibiscus Isle",
            ("Star Isle", "Palm Isle", "Hibiscus Isle"),
        ),
        (("501", "504", "501+504"), "501+504", ("501", "504")),
        (("Zaal 1", "Zaal 2", "Zaal 1 + 2"), "Zaal 1 + 2", ("Zaal 1", "Zaal 2")),
        (("Hall A", "Hall B", "Hall AB"), "Hall AB", ("Hall A", "Hall B")),
        (("Oxford", "Cambridge", "Oxford & Cambridge"), "Oxford & Cambridge", ("Oxford", "Cambridge")),
    ],
)
def test_combined_rooms_are_known_in_every_notation(names: tuple[str, ...], combined: str, parts: tuple[str, ...]):
    lines = "".join(f'"{name}",20\n' for name in names)

    chart = read(f"Room,Theatre\n{lines}")

    assert (chart.rooms[-1].name, chart.rooms[-1].parts) == (combined, parts)
    assert not told(chart, "part_not_listed")


@pytest.mark.parametrize("name", ["Poolside & Beach", "Room VIP", "Salon de Ning", "Kongresshallen A", "Suite XY5"])
def test_other_names_are_single_rooms(name: str):
    (room,) = read(f'Room,Theatre\n"{name}",20\n').rooms

    assert (room.name, room.parts) == (name, ())


def test_or_between_letters_makes_two_rooms():
    chart = read("Rum;Biosittning\nKongresshallen AB el BC;835\nKongresshallen A el C;527\n")

    assert [(room.name, room.parts) for room in chart.rooms] == [
        ("Kongresshallen AB", ("Kongresshallen A", "Kongresshallen B")),
        ("Kongresshallen BC", ("Kongresshallen B", "Kongresshallen C")),
        ("Kongresshallen A", ()),
        ("Kongresshallen C", ()),
    ]
    assert {facts["part"] for facts in told(chart, "part_not_listed")} == {"Kongresshallen B"}


def test_combined_without_parts_is_told():
    assert told(read("Room,Theatre\nCombined,20\n"), "combination_without_parts") == [{"room": "Combined"}]


def test_a_room_as_large_as_its_neighbours_is_probably_their_combination():
    chart = read("Room,Size,Theatre\nVersailles,726,800\nTrianon,521,500\nGrand Ballroom,1247,1400\nFoyer,521,300\n")

    (facts,) = told(chart, "probably_combination")
    assert (facts["room"], facts["parts"]) == ("Grand Ballroom", ("Versailles", "Trianon"))
    assert all(room.parts == () for room in chart.rooms)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Drupadi,74,,204,,", "capacity_overstated"),
        ("Brockway,100,,70,50,28", "u_shape_above_boardroom"),
        ("Bayfront,400,10 x 20,100,,", "area_differs_from_sides"),
        ("Gertrudiskapel,,,,,", "no_figures"),
        ('"(14 rooms, no chart)",,,,,', "row_not_a_room"),
        ("A text that ran into the column of names. " * 6 + ",,,20,,", "row_not_a_room"),
        ("Beurszaal,about sixty,,20,,", "value_not_understood"),
        ("Beurszaal,60,wide,20,,", "value_not_understood"),
        ("Beurszaal,60,,many,,", "value_not_understood"),
    ],
)
def test_odd_facts_are_told(line: str, code: str):
    chart = read(f"Room,Size,Dimensions,Theatre,U-shape,Boardroom\n{line}\n")

    assert code in {finding.code for finding in chart.findings}


def test_doubles_of_a_name_are_told_within_one_hotel_only():
    chart = read("Venue,Room,Theatre\nEvoluon,Auditorium,460\nEvoluon,Auditorium,400\nDepot,Auditorium,60\n")

    assert [finding.row for finding in chart.findings if finding.code == "name_repeated"] == [1, 2]


def test_a_combination_that_is_larger_than_its_parts_is_told():
    chart = read("Room,Size,Theatre\nOxford,40,30\nCambridge,40,30\nOxford & Cambridge,120,60\n")

    (facts,) = told(chart, "combination_area_differs")
    assert (facts["area_sqm"], facts["parts_sqm"]) == (Decimal("120.00"), Decimal("80.00"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_encoding_and_delimiter_of_a_spreadsheet_is_read(encoding: str, delimiter: str):
    text = delimiter.join(("Rum", "Öar")) + "\r\n" + delimiter.join(("Blå salen", "28")) + "\r\n"

    (room,) = charts.read(text.encode(encoding), filename="chart.csv").rooms

    assert (room.name, room.capacities) == ("Blå salen", {Layout.CABARET: 28})


def test_a_workbook_is_read_below_its_title():
    data = workbook(
        ("Our meeting rooms",), (), ("Room", "Area m2", "Theatre"), ("Beurszaal", 120.5, 110), title="Zalen"
    )

    for sheet in (None, "Zalen"):
        chart = charts.read(data, filename="chart.xlsx", sheet=sheet)

        assert (chart.rooms[0].area_sqm, chart.rooms[0].capacities) == (Decimal("120.50"), {Layout.THEATRE: 110})
        assert told(chart, "rows_before_header") == [{"count": 1}]


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(charts.SheetNotFound) as refused:
        charts.read(workbook(("Room", "Theatre"), title="Zalen"), filename="chart.xlsx", sheet="Rooms")

    assert refused.value.facts["sheets"] == ["Zalen"]


def test_one_room_as_json_is_read():
    layouts = [{"name": "Theatre", "capacity": "70"}, {"name": "Dinner", "capacity": "30"}]
    data = json.dumps({"name": "Brockway Room", "rooms": layouts, "options": [{"name": "Power"}]}).encode()

    chart = charts.read(data, filename="brockway.json")

    assert [(room.name, room.capacities) for room in chart.rooms] == [("Brockway Room", {Layout.THEATRE: 70})]
    assert {"column_not_understood", "options_not_understood"} <= {finding.code for finding in chart.findings}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_not_readable"),
        (b"PK\x03\x04 not a workbook", "file_not_readable"),
        (b"Colour,Taste\nred,sweet\n", "columns_missing"),
        (b"[1, 2]", "columns_missing"),
        (b"{", "file_not_readable"),
        (b"\xff\xfe\x00", "file_not_readable"),
        (b"Room,Theatre\nA,20,30\n", "file_not_readable"),
        (b" " * (11 * 1024 * 1024), "file_too_large"),
        (b"Room,Theatre\n" + b"A,2\n" * 5_001, "too_many_rows"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, code: str):
    with pytest.raises(Invalid) as refused:
        charts.read(data, filename="chart")

    assert refused.value.code == code


def test_missing_columns_name_those_found():
    with pytest.raises(files.ColumnsMissing) as refused:
        read("Colour,Taste\nred,sweet\n")

    assert refused.value.facts["found"] == ["Colour", "Taste"]


_CELL = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["20+", "9'", "30 x 31", "1,824", "€69,90", "Combined (A & B)", "A+B", "Hall ABC", "Hall A el B", "0", "-"]
    ),
)


@given(st.lists(st.lists(_CELL, min_size=5, max_size=5), max_size=6))
def test_any_cells_give_a_chart_or_a_refusal(lines: list[list[str]]):
    quoted = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in line) for line in lines)
    try:
        chart = read(f"Room,Size,Dimensions,Height,Theatre\n{quoted}".encode("utf-8", "replace").decode())
    except Invalid as refusal:
        assert refusal.code  # noqa: PT017 - either outcome is right; any other exception is not
    else:
        assert all(seats > 0 for room in chart.rooms for seats in room.capacities.values())


@example(b"\x0b")
@given(st.binary(max_size=300) | st.binary(max_size=200).map(lambda tail: b"PK\x03\x04" + tail))
def test_any_bytes_give_a_chart_or_a_refusal(data: bytes):
    try:
        chart = charts.read(data, filename="any")
    except Invalid as refusal:
        assert refusal.code  # noqa: PT017 - either outcome is right; any other exception is not
    else:
        assert isinstance(chart, charts.Chart)


REAL_CHARTS = [
    ("blixemstogether-amsterdam-tariffs.csv", 4, 0, {"price_unit_unknown"}),
    (
        "chetwynde-hotel-tariff-2017.csv",
        3,
        0,
        {"table_turned", "capacity_open_ended", "two_prices", "column_two_layouts"},
    ),
    (
        "intercontinental-miami.csv",
        43,
        6,
        {"area_column_contradicts", "area_differs_from_sides", "combination_without_parts", "probably_combination"},
    ),
    ("nl-sg-published-facts.csv", 15, 0, {"column_not_understood", "row_not_a_room", "no_figures"}),
    ("philippines-hotels.csv", 40, 1, {"measure_zero", "zero_not_offered", "probably_combination", "part_not_listed"}),
    ("sintesa-hotel.csv", 8, 0, {"capacity_overstated"}),
    ("stockholm-folkets-hus.csv", 14, 5, {"alternatives_split", "part_not_listed", "u_shape_above_boardroom"}),
    ("conway-hall/artists-room.json", 1, 0, {"options_not_understood"}),
    ("conway-hall/balcony.json", 1, 0, {"options_not_understood"}),
    ("conway-hall/bertrand-russell-room.json", 1, 0, {"u_shape_above_boardroom", "column_not_understood"}),
    ("conway-hall/brockway-room.json", 1, 0, {"u_shape_above_boardroom", "column_not_understood"}),
    ("conway-hall/club-room.json", 1, 0, {"u_shape_above_boardroom", "column_not_understood"}),
    ("conway-hall/foyer.json", 1, 0, {"no_figures", "column_not_understood"}),
    ("conway-hall/main-hall.json", 1, 0, {"u_shape_above_boardroom", "column_not_understood"}),
]


@pytest.mark.real_input
@pytest.mark.parametrize(("path", "rooms", "combinations", "expected"), REAL_CHARTS)
def test_real_charts_are_read_whole(path: str, rooms: int, combinations: int, expected: set[str]):
    if not CHARTS.exists():
        pytest.skip("shared data is not here")

    chart = charts.read((CHARTS / path).read_bytes(), filename=path)

    assert len(chart.rooms) == rooms
    assert len([room for room in chart.rooms if room.parts]) == combinations
    assert expected <= {finding.code for finding in chart.findings}


@pytest.mark.real_input
def test_every_real_chart_stands_in_the_table_above():
    if not CHARTS.exists():
        pytest.skip("shared data is not here")

    there = {
        path.relative_to(CHARTS).as_posix() for path in CHARTS.rglob("*.*") if path.suffix in {".csv", ".json", ".xlsx"}
    }

    assert there == {path for path, *_ in REAL_CHARTS}


@pytest.mark.real_input
def test_the_miami_chart_says_square_yards_in_forty_two_of_forty_three_rows():
    if not CHARTS.exists():
        pytest.skip("shared data is not here")

    chart = charts.read((CHARTS / "intercontinental-miami.csv").read_bytes(), filename="miami.csv")

    (facts,) = told(chart, "area_column_contradicts")
    assert (facts["rows_at_that_ratio"], facts["of"], facts["looks_like"]) == (42, 43, "square_yards")
    assert [(one["room"], one["parts"]) for one in told(chart, "probably_combination")] == [
        ("Grand Ballroom", ("Versailles", "Trianon")),
        ("Combined", ("Mezzanine East", "Mezzanine West", "Mezzanine South")),
    ]
    assert ("Bayfront A", "260.13") in [
        (one["room"], str(one["sides_sqm"])) for one in told(chart, "area_differs_from_sides")
    ]
