"""A capacity chart on its way in: a file or a pasted table, then its columns, then what it would change."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zaal.domain.chart_decisions import CorrectionWrong
from zaal.domain.chart_updates import Standing
from zaal.domain.places import fold
from zaal.domain.refusals import Invalid
from zaal.gateways.files import FileTooLarge
from zaal.interfaces import clock, refusals, wording
from zaal.interfaces.web.rooms import words
from zaal.interfaces.web.rooms.forms import ChartForm, ColumnsForm, DecisionsForm
from zaal.queries import chart_uploads as told
from zaal.queries import rooms
from zaal.usecases import chart_uploads

if TYPE_CHECKING:
    from django.http import HttpResponse

    from zaal.domain.chart_decisions import Decision
    from zaal.domain.chart_updates import RoomUpdate
    from zaal.interfaces.web.visitor import PageRequest
    from zaal.queries.chart_uploads import Preview, Upload
    from zaal.usecases.imports import ImportReport

MOST_BYTES = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Line:
    """One room of the preview in words; ``slug`` is its page where the house has it already."""

    name: str
    standing: str
    word: str
    parts: str
    changes: tuple[tuple[str, str, str], ...]
    is_listed: bool
    slug: str


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: PageRequest, venue: str) -> HttpResponse:
    """Take in a chart; one that cannot be read is refused with what was pasted kept."""
    house = rooms.of_desk(venue, actor=request.actor)
    form = ChartForm(request.POST, request.FILES) if request.method == "POST" else ChartForm()
    if request.method == "POST" and form.is_valid():
        try:
            data, filename = _sent(form)
            chart = chart_uploads.take_in(
                actor=request.actor, venue_slug=venue, data=data, filename=filename, now=clock.now()
            )
        except Invalid as refusal:
            field = "file" if form.cleaned_data["file"] else "text"
            form.add_error(field, refusals.sentence(refusal, request.visitor.language))
        else:
            return redirect("chart_columns", venue, chart)
    return render(request, "rooms/chart.html", {"house": house, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: PageRequest, venue: str, chart: str) -> HttpResponse:
    """Show what the columns probably mean, and keep what somebody says of them."""
    found = told.columns(venue, chart, actor=request.actor, now=clock.now())
    if request.method != "POST":
        return _columns(request, found, ColumnsForm(found))
    form = ColumnsForm(found, request.POST)
    if form.is_valid():
        try:
            chart_uploads.confirm_columns(
                actor=request.actor, venue_slug=venue, chart=chart, choices=form.choices(), now=clock.now()
            )
            told.preview(venue, chart, actor=request.actor, now=clock.now())
        except Invalid as refusal:
            form.add_error(None, refusals.sentence(refusal, request.visitor.language))
        else:
            return redirect("chart_preview", venue, chart)
    return _columns(request, found, form)


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: PageRequest, venue: str, chart: str) -> HttpResponse:
    """Show what a chart would change; keep what is decided, and write it when that is asked."""
    found = told.preview(venue, chart, actor=request.actor, now=clock.now())
    if request.method != "POST":
        return _preview(request, found, DecisionsForm(found))
    form = DecisionsForm(found, request.POST)
    if form.is_valid():
        try:
            report = _decided(request, venue, chart, form.decisions())
        except CorrectionWrong as refusal:
            form.refuse(refusal.facts, refusals.sentence(refusal, request.visitor.language))
        else:
            if report is None:
                return redirect("chart_preview", venue, chart)
            figures = {"created": report.created, "changed": report.changed, "matched": report.matched}
            messages.success(
                request, _("The chart is in: %(created)s new, %(changed)s changed, %(matched)s as they were.") % figures
            )
            return redirect("house_rooms", venue)
    return _preview(request, found, form)


@require_POST
def let_go(request: PageRequest, venue: str, chart: str) -> HttpResponse:
    """Forget a chart that was not written."""
    chart_uploads.let_go(actor=request.actor, venue_slug=venue, chart=chart, now=clock.now())
    messages.success(request, _("Nothing was changed. The chart is gone."))
    return redirect("house_rooms", venue)


def _decided(request: PageRequest, venue: str, chart: str, decisions: dict[str, Decision]) -> ImportReport | None:
    """Write the chart, or only keep what was decided where nothing more is asked."""
    actor, now = request.actor, clock.now()
    if "write" in request.POST:
        return chart_uploads.write(actor=actor, venue_slug=venue, chart=chart, decisions=decisions, now=now)
    chart_uploads.decide(actor=actor, venue_slug=venue, chart=chart, decisions=decisions, now=now)
    return None


def _sent(form: ChartForm) -> tuple[bytes, str]:
    file = form.cleaned_data["file"]
    if not file:
        return form.cleaned_data["text"].encode(), _("The pasted table")
    if (file.size or 0) > MOST_BYTES:
        raise FileTooLarge(filename=file.name or "", bytes=file.size, limit_bytes=MOST_BYTES)
    return bytes(file.read()), file.name or ""


def _columns(request: PageRequest, found: Upload, form: ColumnsForm) -> HttpResponse:
    shown = {
        "chart": found,
        "form": form,
        "findings": [words.sentence(one, request.visitor.language) for one in found.guess.findings],
    }
    return render(request, "rooms/chart_columns.html", shown, status=422 if form.errors else 200)


def _preview(request: PageRequest, found: Preview, form: DecisionsForm) -> HttpResponse:
    language = request.visitor.language
    count = Counter(update.standing for update in found.updates)
    shown = {
        "chart": found,
        "form": form,
        "oddities": [(words.sentence(one.finding, language), *fields) for one, *fields in form.rows()],
        "figures": [(standing.value, words.STANDINGS[standing], count[standing]) for standing in Standing],
        "lines": [_line(update, found, language) for update in found.updates],
        "findings": [words.sentence(one, language) for one in found.findings],
        "to_write": count[Standing.NEW] + count[Standing.CHANGED],
    }
    return render(request, "rooms/chart_preview.html", shown, status=422 if form.errors else 200)


def _line(update: RoomUpdate, found: Preview, language: str) -> Line:
    plan, is_new = update.plan, update.standing is Standing.NEW
    changes = [
        (str(words.FACTS[one.fact]), words.fact(one.fact, one.old, language), words.fact(one.fact, one.new, language))
        for one in update.facts
    ]
    changes += [
        (
            wording.layout_name(one.layout),
            words.fact("seats", one.old, language),
            _("not offered") if one.new is None else words.fact("seats", one.new, language),
        )
        for one in update.seats
    ]
    if is_new:
        facts = [(str(words.FACTS[name]), words.fact(name, getattr(plan, name), language)) for name in words.FACTS]
        facts += [(wording.layout_name(one.layout), str(one.max_delegates)) for one in plan.seatings]
        changes = [(name, "", value) for name, value in facts if value != words.NOTHING]
    return Line(
        name=plan.name,
        standing=update.standing.value,
        word=str(words.STANDINGS[update.standing]),
        parts=wording.listed(plan.sections, language) if plan.sections != (plan.name,) and is_new else "",
        changes=tuple(changes),
        is_listed=update.is_listed,
        slug=found.slugs.get(fold(plan.name), ""),
    )
