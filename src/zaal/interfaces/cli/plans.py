"""Rooms drawn to scale, many on one sheet, for looking at."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from zaal.domain import floorplans
from zaal.domain.amenities import Amenity
from zaal.domain.floorplans import Part, RoomFacts
from zaal.gateways import charts
from zaal.interfaces import floorplan_svg, floorplan_words
from zaal.interfaces.drawn import arranged, facade_svg, interior_svg
from zaal.queries import drawings as shown
from zaal.queries import plans as drawn
from zaal.queries import venues

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zaal.domain.floorplans import FloorPlan
    from zaal.gateways.charts import ChartRoom

LANGUAGE = "en"
SHEET = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Rooms drawn to scale</title><style>
body{{margin:2rem;background:#fbf8f2;color:#1b2130;font:14px/1.4 "Helvetica Neue",Arial,sans-serif}}
main{{display:grid;grid-template-columns:repeat(auto-fill,minmax(20rem,1fr));gap:2rem 1.5rem}}
figure{{margin:0;display:grid;gap:.5rem;align-content:start;break-inside:avoid}}
svg{{width:100%;max-height:26rem}} figcaption strong{{display:block}} small{{color:#555b69}}
</style></head><body><h1>Rooms drawn to scale</h1><main>
{figures}
</main></body></html>
"""
DRAWINGS = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Drawn pictures</title><style>
:root{{color-scheme:light dark}}
body{{margin:1rem;font:13px/1.4 "Helvetica Neue",Arial,sans-serif;display:grid;gap:1rem}}
body{{grid-template-columns:repeat(auto-fill,minmax(24rem,1fr))}} figure{{margin:0}} img{{width:100%;height:auto}}
</style></head><body>
{figures}
</body></html>
"""


class Drawn(NamedTuple):
    """A drawing, and whose room it is of."""

    house: str
    room: str
    plan: FloorPlan


@click.group()
def plans() -> None:
    """Rooms drawn to scale."""


@plans.command("sheet")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The HTML file to write.")
@click.option("--venue", help="The slug of a venue: all its rooms that have measures.")
@click.option(
    "--chart",
    "files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A capacity chart (CSV, XLSX, JSON), read as the import reads it. May be given several times.",
)
def sheet(out: Path, venue: str | None, files: tuple[Path, ...]) -> None:
    """Draw every room that has measures, in each layout it offers, on one contact sheet."""
    if venue is None and not files:
        nothing = "Give --venue or --chart."
        raise click.UsageError(nothing)
    found = [Drawn(plan.venue, plan.space, plan.drawing) for plan in drawn.of_venue(venue)] if venue else []
    for file in files:
        found += _of_chart(file)
    out.write_text(SHEET.format(figures="\n".join(_figures(found))), encoding="utf-8")
    tight = sum(1 for one in found if one.plan.stated and one.plan.fits < one.plan.stated)
    click.echo(f"{len(found)} drawings; in {tight} the hotel states more than fit by our drawing")


@plans.command("drawings")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="The folder to write to.")
@click.option("--venue", help="The slug of a venue: itself and all its rooms. Without it, every house and no room.")
def drawings(out: Path, venue: str | None) -> None:
    """Draw houses and rooms as the site shows them, each as a file, with a contact sheet beside them."""
    out.mkdir(parents=True, exist_ok=True)
    pictures = dict(_pictures([venue] if venue else venues.slugs(), with_rooms=venue is not None))
    for name, picture in pictures.items():
        (out / f"{name}.svg").write_text(picture, encoding="utf-8")
    figures = "\n".join(
        f'<figure><img src="{name}.svg" alt="" width="1200" height="800"><figcaption>{name}</figcaption></figure>'
        for name in pictures
    )
    (out / "index.html").write_text(DRAWINGS.format(figures=figures), encoding="utf-8")
    click.echo(f"{len(pictures)} drawings")


def _pictures(slugs: Iterable[str], *, with_rooms: bool) -> Iterator[tuple[str, str]]:
    for slug in slugs:
        told = shown.house(slug)
        yield slug, facade_svg.svg(told.house)
        for space in told.spaces if with_rooms else ():
            room = shown.room(slug, space)
            chosen = arranged.arrange(room, None, None)
            yield f"{slug}-{space}", interior_svg.svg(room, layout=chosen.layout, delegates=chosen.delegates)


def _of_chart(file: Path) -> Iterator[Drawn]:
    rooms = charts.read(file.read_bytes(), filename=file.name).rooms
    areas = {room.name: room.area_sqm for room in rooms}
    for room in rooms:
        parts = tuple(Part(name, areas.get(name)) for name in room.parts)
        for plan in floorplans.of_capacities(_facts(room, parts), room.capacities):
            yield Drawn(room.hotel or file.stem, room.name, plan)


def _facts(room: ChartRoom, parts: tuple[Part, ...]) -> RoomFacts:
    return RoomFacts(
        length_m=room.length_m,
        width_m=room.width_m,
        area_sqm=room.area_sqm,
        height_m=room.height_m,
        has_screen=Amenity.SCREEN in room.amenities,
        has_stage=Amenity.STAGE in room.amenities,
        daylight=room.daylight,
        parts=parts,
    )


def _figures(found: Iterable[Drawn]) -> Iterator[str]:
    for number, (house, room, plan) in enumerate(found, 1):
        picture = floorplan_svg.svg(plan, room=room, language=LANGUAGE, name=f"plan-{number}")
        said = " ".join((floorplan_words.verdict(plan, LANGUAGE), *floorplan_words.reservations(plan)))
        yield (
            f"<figure>{picture}<figcaption><strong>{escape(room)}, {escape(house)}</strong>"
            f"{escape(floorplan_words.in_short(plan))}<br><small>{escape(said)}</small></figcaption></figure>"
        )
