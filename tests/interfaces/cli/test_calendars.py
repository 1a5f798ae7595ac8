"""A house's calendars from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from tests import given

from zaal.interfaces.cli.commands import zaal
from zaal.records.diary.models import Entry

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]
CHOIR = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//\r\nBEGIN:VEVENT\r\nUID:choir\r\nLOCATION:Kleine Zaal\r\n"
    b"DTSTART:20270416T180000Z\r\nDTEND:20270416T200000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def run(*words: str) -> Result:
    return CliRunner().invoke(zaal, ["calendar", *words])


def test_a_file_is_taken_in_listed_and_removed(tmp_path: Path):
    given.a_venue()
    file = tmp_path / "choir.ics"
    file.write_bytes(CHOIR)

    reference = run("upload", given.DAMRAK, str(file), "--name", "Choir").output.partition(":")[0]
    listed = run("list", given.DAMRAK).output
    entries = Entry.objects.count()
    removed = run("remove", given.DAMRAK, reference, "--yes")

    assert listed == f"in   {reference}  Choir  read, 1 events, 0 clashes\n"
    assert (entries, removed.exit_code, Entry.objects.count()) == (1, 0, 0)


def test_an_address_is_given_listed_and_revoked():
    given.a_venue()

    address = run("give", given.DAMRAK, "--space", "kleine-zaal").output
    reference = run("list", given.DAMRAK).output.split()[1]
    revoked = run("revoke", given.DAMRAK, reference)

    assert address.strip().endswith(".ics")
    assert (revoked.exit_code, run("list", given.DAMRAK).output) == (0, "")


def test_a_calendar_elsewhere_is_subscribed_to_and_asked():
    given.a_venue()

    reference = run("subscribe", given.DAMRAK, "webcal://example.org/a.ics", "--name", "Choir", "--whole-house").output
    asked = run("refresh", given.DAMRAK, reference.strip())
    refused = run("subscribe", given.DAMRAK, "ftp://example.org/a.ics", "--name", "Choir")

    assert asked.exit_code == 0
    assert (refused.exit_code, "calendar_address_wrong" in refused.output) == (1, True)
