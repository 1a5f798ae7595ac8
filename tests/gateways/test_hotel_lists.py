"""Published hotel lists become rows; what is odd about a list is told, not repaired in silence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zaal.domain.refusals import Invalid
from zaal.gateways import files, hotel_lists

DATA = Path(__file__).parents[3] / "shared" / "data"
CSV = """\
"","NAME","LONGITUDE","LATITUDE","ADDRESS","POSTALCODE","EMAIL","KEEPERNAME","TOTALROOMS","INC_CRC","FMEL_UPD_D"
"1","THE ORCHID INN","103.8475","1.2887","25 New Bridge Road , # 01-02","59390","front@example.com","","20","F","2"
"2","Merlion &amp; Co","103.8392","1.3005","277 Orchard Road","238858","","(redacted)","499","B","2"
"""
KML = """\
<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document>
<Placemark id="kml_1"><description>x</description><ExtendedData><SchemaData>
<SimpleData name="HYPERLINK">front@example.com</SimpleData><SimpleData name="POSTALCODE">59390</SimpleData>
<SimpleData name="TOTALROOMS">20</SimpleData><SimpleData name="ADDRESS">25 New Bridge Road</SimpleData>
<SimpleData name="NAME">The Orchid Inn</SimpleData></SchemaData></ExtendedData>
<Point><coordinates>103.8475,1.2887,0.0</coordinates></Point></Placemark>
<Placemark id="kml_2"><description><![CDATA[<table><tr><th colspan='2'>Attributes</th></tr>
<tr><th>POSTALCODE</th><td>238858</td></tr><tr><th>TOTALROOMS</th><td>499</td></tr>
<tr><th>ADDRESS</th><td>277 Orchard Road</td></tr><tr><th>NAME</th><td>Merlion</td></tr></table>]]></description>
<Point><coordinates>103.8392,1.3005,0.0</coordinates></Point></Placemark>
</Document></kml>
"""
GEONAMES_HEADER = (
    "geonameid\tname\tasciiname\talternatenames\tlatitude\tlongitude\tfeature_class\tfeature_code\tcountry\tcc2\t"
    "admin1\tadmin2\tadmin3\tadmin4\tpopulation\televation\tdem\ttimezone\tmodified\n"
)


def codes(found: hotel_lists.HotelList) -> set[str]:
    return {finding.code for finding in found.findings}


def geonames_line(number: int, name: str, lat: str = "52.37025", lon: str = "4.88952", code: str = "HTL") -> str:
    place = f"{lat}\t{lon}\tS\t{code}\tNL\t\t07\t0363\t\t\t0\t\t-1\tEurope/Amsterdam\t2011-06-04"
    return f"{number}\t{name}\t{name}\t\t{place}\n"


def osm(*features: dict[str, object]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


def test_a_lost_zero_of_a_postcode_comes_back_and_is_told_once():
    found = hotel_lists.read(CSV.encode(), filename="hotels.csv")

    assert [hotel.postcode for hotel in found.hotels] == ["059390", "238858"]
    restored = [finding for finding in found.findings if finding.code == "postcode_zero_restored"]
    assert [dict(finding.message_facts) for finding in restored] == [{"count": 1, "examples": ("59390",)}]


def test_a_shouted_name_is_tidied_and_the_given_one_kept():
    orchid, merlion = hotel_lists.read(CSV.encode(), filename="hotels.csv").hotels

    assert (orchid.name, orchid.name_as_given) == ("The Orchid Inn", "THE ORCHID INN")
    assert orchid.address == "25 New Bridge Road, #01-02"
    assert merlion.name == "Merlion & Co"


def test_a_singapore_hotel_knows_its_place_zone_and_currency():
    orchid = hotel_lists.read(CSV.encode(), filename="hotels.csv").hotels[0]

    assert (orchid.source, orchid.external_id) == ("sg-hotels-csv", "the-orchid-inn-059390")
    assert (orchid.country, orchid.city, orchid.time_zone, orchid.currency) == (
        "SG",
        "Singapore",
        "Asia/Singapore",
        "SGD",
    )
    assert (orchid.lat, orchid.lon, orchid.bedrooms, orchid.stars) == (1.2887, 103.8475, 20, None)


@pytest.mark.parametrize(
    ("shouted", "tidied"),
    [
        ("JH HOTEL", "JH Hotel"),
        ("EIGHTEEN BY THREE CABINS", "Eighteen by Three Cabins"),
        ("D'HOTEL", "D'Hotel"),
        ("K HOTEL 14", "K Hotel 14"),
        ("YOTEL", "Yotel"),
        ("NH", "NH"),
        ("citizenM", "citizenM"),
    ],
)
def test_names_are_quietened_sensibly(shouted: str, tidied: str):
    line = f'"1","{shouted}","103.8","1.28","1 Road","238858","","","20","F","2"\n'

    found = hotel_lists.read((CSV.splitlines()[0] + "\n" + line).encode(), filename="hotels.csv")

    assert found.hotels[0].name == tidied


def test_the_kml_is_read_from_its_data_and_from_its_table():
    found = hotel_lists.read(KML.encode(), filename="hotels.kml")

    assert [hotel.name for hotel in found.hotels] == ["The Orchid Inn", "Merlion"]
    assert [hotel.bedrooms for hotel in found.hotels] == [20, 499]
    assert found.hotels[0].email == "front@example.com"
    assert "column_name_misleading" in codes(found)


def test_a_kml_hurt_in_its_middle_is_read_mark_by_mark_and_says_so():
    hurt = KML.replace('<Placemark id="kml_1"><description>x</description><ExtendedData><SchemaData>', "<Lost>")

    found = hotel_lists.read(hurt.encode(), filename="hotels.kml")

    assert [hotel.name for hotel in found.hotels] == ["The Orchid Inn", "Merlion"]
    assert "file_damaged" in codes(found)


def test_geonames_leaves_city_empty_and_takes_quotes_as_letters():
    text = GEONAMES_HEADER + geonames_line(1, 'Hotel "Zon') + geonames_line(2, "Airport Gate", code="AIRP")

    found = hotel_lists.read(text.encode(), filename="nl.tsv")

    assert [(hotel.name, hotel.city, hotel.currency) for hotel in found.hotels] == [('Hotel "Zon', "", "EUR")]
    assert {"other_kinds_skipped", "no_stars"} <= codes(found)


def test_the_same_row_twice_is_one_hotel():
    text = GEONAMES_HEADER + geonames_line(1, "Hotel Zon") * 2

    found = hotel_lists.read(text.encode(), filename="nl.tsv")

    assert len(found.hotels) == 1
    assert "row_repeated" in codes(found)


def test_openstreetmap_gives_a_centre_for_a_building_and_reads_superior_stars():
    square = [[[4.0, 52.0], [4.2, 52.0], [4.2, 52.2], [4.0, 52.2], [4.0, 52.0]]]
    building = {
        "type": "Feature",
        "properties": {"@id": "way/1", "tourism": "hotel", "name": "Hotel Zon", "stars": "4s", "rooms": "1"},
        "geometry": {"type": "Polygon", "coordinates": square},
    }
    museum = {"type": "Feature", "properties": {"@id": "node/2", "tourism": "museum", "name": "Zonmuseum"}}
    nameless = {"type": "Feature", "properties": {"@id": "node/3", "tourism": "hotel"}}

    found = hotel_lists.read(osm(building, museum, nameless), filename="osm.geojson")

    (zon,) = found.hotels
    assert (round(zon.lat, 6), round(zon.lon, 6), zon.stars, zon.bedrooms) == (52.1, 4.1, 4, None)
    assert {"stars_notation", "bedrooms_doubtful", "other_kinds_skipped", "unnamed_skipped"} <= codes(found)


@pytest.mark.parametrize(
    ("data", "code", "reason"),
    [
        (b"", "file_not_readable", "empty"),
        (b'"NAME"\n\xff\xfe\xff', "file_not_readable", "encoding"),
        (KML[:700].encode(), "file_not_readable", "truncated"),
        (b"<html><body>not found</body>", "file_not_readable", "xml"),
        (b'<!DOCTYPE k [<!ENTITY a "b">]><kml>&a;</kml>', "file_not_readable", "dtd"),
        (b'{"type": "Topology"}', "file_not_readable", "geojson"),
        (b'{"type": ', "file_not_readable", "json"),
        (b"[" * 100_000, "file_not_readable", "json"),
        (b"a,b\n1,2\n", "columns_missing", None),
        (b"<kml></kml>", "columns_missing", None),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(data: bytes, code: str, reason: str | None):
    with pytest.raises(Invalid) as refused:
        hotel_lists.read(data, filename="hotels")

    assert (refused.value.code, refused.value.facts.get("reason")) == (code, reason)


def test_a_table_without_the_columns_names_those_found_and_those_wanted():
    with pytest.raises(files.ColumnsMissing) as refused:
        hotel_lists.read(b"NAME,ADDRESS\nOrchid,1 Road\n", filename="hotels.csv")

    assert refused.value.facts["found"] == ["NAME", "ADDRESS"]
    assert refused.value.facts["missing"] == ["POSTALCODE", "TOTALROOMS", "LATITUDE", "LONGITUDE"]


def test_sixty_megabytes_are_refused_before_they_are_read():
    with pytest.raises(files.FileTooLarge) as refused:
        hotel_lists.read(b" " * 60_000_000, filename="hotels.csv")

    assert refused.value.facts["limit_bytes"] == 50 * 1024 * 1024


def test_more_than_two_hundred_thousand_rows_are_refused():
    with pytest.raises(files.TooManyRows):
        hotel_lists.read(b"geonameid\n" + b"1\n" * 200_002, filename="nl.tsv")


@given(
    st.one_of(
        st.binary(max_size=300),
        st.sampled_from([CSV, KML, GEONAMES_HEADER]).flatmap(
            lambda text: st.integers(0, len(text)).map(lambda cut: text[:cut].encode())
        ),
    )
)
def test_any_bytes_give_a_list_or_a_refusal(data: bytes):
    try:
        found = hotel_lists.read(data, filename="any")
    except Invalid as refusal:
        assert refusal.code  # noqa: PT017 - either outcome is right; any other exception is not
    else:
        assert isinstance(found, hotel_lists.HotelList)


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.floats(allow_nan=False)
    | st.integers(-400, 400)
    | st.sampled_from(["hotel", "Point", "Polygon", "4s"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["properties", "geometry", "type", "coordinates", "name", "tourism", "stars", "NAME"]),
            inner,
        )
    ),
    max_leaves=12,
)


@given(st.lists(_JSON, max_size=4))
def test_any_features_give_a_list_or_a_refusal(features: list[object]):
    try:
        found = hotel_lists.read(json.dumps({"features": features}).encode(), filename="any.geojson")
    except Invalid as refusal:
        assert refusal.code  # noqa: PT017 - either outcome is right; any other exception is not
    else:
        assert isinstance(found, hotel_lists.HotelList)


@pytest.mark.real_input
@pytest.mark.parametrize(
    ("path", "hotels", "expected"),
    [
        ("hotels-singapore/hotel-locations-2021.kml", 422, {"file_damaged", "postcode_zero_restored", "shared_point"}),
        ("hotels-singapore/hotels-2021.csv", 422, {"column_without_name", "postcode_zero_restored", "name_tidied"}),
        ("hotels-singapore/hotels-2021.geojson", 425, {"column_name_misleading", "postcode_zero_restored", "no_stars"}),
        ("hotels-netherlands/hotels-nl-geonames.tsv", 1382, {"shared_point", "coordinates_coarse", "no_stars"}),
        ("hotels-netherlands/amsterdam-osm-tourism-2026-03.geojson", 392, {"unnamed_skipped", "stars_notation"}),
    ],
)
def test_real_lists_are_read_whole(path: str, hotels: int, expected: set[str]):
    if not DATA.exists():
        pytest.skip("shared data is not here")

    found = hotel_lists.read((DATA / path).read_bytes(), filename=path)

    assert len(found.hotels) == hotels
    assert expected <= codes(found)
    assert all(len(hotel.postcode) == 6 for hotel in found.hotels if hotel.country == "SG")
