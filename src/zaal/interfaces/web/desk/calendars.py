"""Calendars of a house: the file that goes out under a secret address, and the desk's page to give out and take in."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from zaal.domain.feeds import MOST_BYTES, Shows, SourceUnknown
from zaal.domain.refusals import Refusal
from zaal.gateways.files import FileTooLarge
from zaal.gateways.ical.busy import busy
from zaal.interfaces import clock, refusals
from zaal.interfaces.web.desk import calendar_words
from zaal.interfaces.web.desk.calendar_forms import AddressForm, FeedForm, FileForm, NewerForm
from zaal.interfaces.web.sales.forms_only import takes_form_of
from zaal.queries import calendar_feeds
from zaal.queries import calendar_sources as told
from zaal.queries.calendar_sources import State
from zaal.usecases import calendar_feeds as giving
from zaal.usecases import calendars

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from zaal.interfaces.web.desk.calendar_forms import RefusableForm
    from zaal.interfaces.web.desk.calendar_words import Clash
    from zaal.interfaces.web.visitor import PageRequest
    from zaal.queries.calendar_sources import HouseCalendars, SourceRow
    from zaal.usecases.imports import ImportReport


@dataclass(frozen=True, slots=True)
class Card:
    """One calendar that comes in, as the page shows it."""

    source: SourceRow
    rooms: str
    failure: str
    clashes: list[Clash]
    findings: list[str]
    newer: NewerForm

    @property
    def is_waiting(self) -> bool:
        return self.source.is_asked

    @property
    def is_failing(self) -> bool:
        return self.source.failure is not None

    @property
    def is_silent(self) -> bool:
        return self.source.state is State.SILENT


@require_safe
def feed(request: PageRequest, secret: str) -> HttpResponse:
    """Give out a calendar, made fresh; whoever has it already is told that it has not changed."""
    found = calendar_feeds.busy(secret, now=clock.now())
    spoken = {code for code, _name in settings.LANGUAGES}
    with override(next((one for one in found.languages if one in spoken), settings.LANGUAGE_CODE)):
        data = busy(
            found.times,
            summaries=[calendar_words.summary(one, found) for one in found.times],
            name=f"{found.venue}: {found.space}" if found.space else found.venue,
            zone=found.time_zone,
            made_at=found.made_at,
        )
    headers = {"ETag": f'"{sha256(data).hexdigest()[:32]}"', "Cache-Control": "private, no-cache"}
    asked = {one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")}
    if headers["ETag"] in asked:
        return HttpResponseNotModified(headers=headers)
    return HttpResponse(data, content_type="text/calendar; charset=utf-8", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: PageRequest, venue: str) -> HttpResponse:
    """Show a house's calendars, or take in one more from its address."""
    house = _house(request, venue)
    if request.method != "POST":
        return _answer(request, house)
    form = AddressForm(house, request.POST)
    if not form.is_valid():
        return _answer(request, house, by_address=form)
    try:
        calendars.subscribe(
            actor=request.actor,
            venue_slug=venue,
            name=form.cleaned_data["name"],
            address=form.cleaned_data["address"],
            landing=form.landing(),
            now=clock.now(),
        )
    except Refusal as refusal:
        _refuse(request, form, refusal)
        return _answer(request, house, by_address=form)
    messages.success(request, _("The calendar is being read. What it takes stands in the diary in a moment."))
    return redirect("calendars", venue)


@takes_form_of("calendars")
def file(request: PageRequest, venue: str) -> HttpResponse:
    """Take in a calendar from a file."""
    house = _house(request, venue)
    form = FileForm(house, request.POST, request.FILES)
    if not form.is_valid():
        return _answer(request, house, by_file=form)
    sent = form.cleaned_data["file"]
    try:
        _reference, report = calendars.upload(
            actor=request.actor,
            venue_slug=venue,
            name=form.cleaned_data["name"],
            data=_read(sent),
            filename=sent.name or "",
            landing=form.landing(),
            now=clock.now(),
        )
    except Refusal as refusal:
        _refuse(request, form, refusal)
        return _answer(request, house, by_file=form)
    _tell(request, report)
    return redirect("calendars", venue)


@takes_form_of("calendars")
def newer(request: PageRequest, venue: str, reference: str) -> HttpResponse:
    """Bring a calendar that came as a file to a newer one."""
    house = _house(request, venue)
    _one(house, reference)
    form = NewerForm(request.POST, request.FILES, auto_id=f"{reference}_%s")
    if form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            report = calendars.replace(
                actor=request.actor,
                venue_slug=venue,
                source=reference,
                data=_read(sent),
                filename=sent.name or "",
                now=clock.now(),
            )
        except Refusal as refusal:
            _refuse(request, form, refusal)
        else:
            _tell(request, report)
            return redirect("calendars", venue)
    return _answer(request, house, sent={reference: form})


@takes_form_of("calendars")
def feeds(request: PageRequest, venue: str) -> HttpResponse:
    """Make a calendar that goes out, and show its address this once."""
    house = _house(request, venue)
    form = FeedForm(house, request.POST)
    if not form.is_valid():
        return _answer(request, house, out=form)
    try:
        made = giving.make(
            actor=request.actor,
            venue_slug=venue,
            space_slug=form.space(),
            shows=Shows(form.cleaned_data["shows"]),
            now=clock.now(),
        )
    except Refusal as refusal:
        _refuse(request, form, refusal)
        return _answer(request, house, out=form)
    return _answer(request, _house(request, venue), address=feed_address(made.secret))


@takes_form_of("calendars")
def revocation(request: PageRequest, venue: str, reference: str) -> HttpResponse:
    """End a calendar that goes out."""
    giving.revoke(actor=request.actor, venue_slug=venue, feed=reference, now=clock.now())
    messages.success(request, _("Revoked. Whoever has the address gets nothing any more."))
    return redirect("calendars", venue)


@require_GET
def source(request: PageRequest, venue: str, reference: str) -> HttpResponse:
    """Tell how one calendar stands, while it is being read."""
    house = _house(request, venue)
    if not request.htmx:
        return redirect("calendars", venue)
    return render(request, "desk/calendar_now.html", {"house": house, "card": _card(request, house, reference)})


@takes_form_of("calendars")
def reading(request: PageRequest, venue: str, reference: str) -> HttpResponse:
    """Have an address asked again now."""
    calendars.refresh(actor=request.actor, venue_slug=venue, source=reference, now=clock.now())
    return redirect(f"{reverse('calendars', args=[venue])}#calendar-{reference}")


@takes_form_of("calendars")
def removal(request: PageRequest, venue: str, reference: str) -> HttpResponse:
    """Forget a calendar with all its blocks; the page has asked before."""
    calendars.remove(actor=request.actor, venue_slug=venue, source=reference, now=clock.now())
    messages.success(request, _("Removed. Its events no longer stand in the diary."))
    return redirect("calendars", venue)


def feed_address(secret: str) -> str:
    """Write the whole address at which a calendar is found; it is in no language."""
    return f"{settings.BASE_URL}/calendars/{secret}.ics"


def _answer(  # noqa: PLR0913 - the forms of a page
    request: PageRequest,
    house: HouseCalendars,
    *,
    out: FeedForm | None = None,
    by_address: AddressForm | None = None,
    by_file: FileForm | None = None,
    sent: dict[str, NewerForm] | None = None,
    address: str = "",
) -> HttpResponse:
    forms = sent or {}
    shown = {
        "house": house,
        "address": address,
        "out": out or FeedForm(house),
        "by_address": by_address or AddressForm(house),
        "by_file": by_file or FileForm(house),
        "cards": [_card(request, house, one.reference, forms.get(one.reference)) for one in house.sources],
    }
    return render(request, "desk/calendars.html", shown, status=422 if out or by_address or by_file or sent else 200)


def _card(request: PageRequest, house: HouseCalendars, reference: str, form: NewerForm | None = None) -> Card:
    one, language = _one(house, reference), request.visitor.language
    return Card(
        source=one,
        rooms=calendar_words.rooms(one),
        failure=calendar_words.failure(one, language),
        clashes=calendar_words.clashes(one, house.time_zone, language),
        findings=calendar_words.findings(one),
        newer=form or NewerForm(auto_id=f"{reference}_%s"),
    )


def _house(request: PageRequest, venue: str) -> HouseCalendars:
    return told.of_desk(venue, actor=request.actor, now=clock.now())


def _one(house: HouseCalendars, reference: str) -> SourceRow:
    for one in house.sources:
        if one.reference == reference:
            return one
    raise SourceUnknown(source=reference)


def _refuse(request: PageRequest, form: RefusableForm, refusal: Refusal) -> None:
    form.refuse(refusal.code, refusals.sentence(refusal, request.visitor.language))


def _read(sent: UploadedFile[bytes]) -> bytes:
    """Read a file, but none that is too large anyway."""
    if (sent.size or 0) > MOST_BYTES:
        raise FileTooLarge(filename=sent.name or "", bytes=sent.size, limit_bytes=MOST_BYTES)
    return bytes(sent.read())


def _tell(request: PageRequest, report: ImportReport) -> None:
    n = report.created + report.changed + report.matched
    words = ngettext(
        "%(n)s event is read: %(created)s new, %(changed)s moved.",
        "%(n)s events are read: %(created)s new, %(changed)s moved.",
        n,
    )
    messages.success(request, words % {"n": n, "created": report.created, "changed": report.changed})
