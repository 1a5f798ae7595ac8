"""Quotes and bookings as documents to keep or to print, with the same figures as pages, letters and programs show.

A document speaks to everybody who gets it, wherever they are: its times are the venue's only.
"""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from zaal.domain.refusals import Refusal
from zaal.gateways import pdf
from zaal.interfaces import cancelling, floorplan_svg, floorplan_words, labels, paying, statement, wording
from zaal.interfaces.timeline import Paper
from zaal.queries import plans
from zaal.queries.sales import Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from zaal.domain.frozen import FrozenTerms
    from zaal.domain.pricing import Price
    from zaal.interfaces.cancelling import Drawing
    from zaal.interfaces.paying import Payment
    from zaal.interfaces.statement import StatementLine
    from zaal.queries.sales import BookingView, House, QuoteView

Sheet = dict[str, Any]
Row = tuple[str, str]
TEMPLATE = "sale"
# So much of a fingerprint tells terms apart and can be read aloud.
FINGERPRINT_SHOWN = 12
# The column of matter in millimetres, with the characters of small text.
COLUMN = Paper(width=130, character=1.7, gap=2)


def quote(told: QuoteView, *, language: str) -> bytes:
    """Return a quote as PDF in this language."""
    return pdf.document(TEMPLATE, quote_sheet(told, language=language), made_at=told.made_at)


def booking(told: BookingView, *, language: str) -> bytes:
    """Return the confirmation of a booking as PDF; of a cancelled one it says so, and what it cost."""
    return pdf.document(
        TEMPLATE, booking_sheet(told, language=language), made_at=told.cancelled_at or told.confirmed_at
    )


def quote_sheet(told: QuoteView, *, language: str) -> Sheet:
    """Say a quote in words, part by part."""
    with override(language):
        return {
            **_head(told, told.reference, _("Quote"), language),
            "highlights": [*_amounts(told.price, language), _standing(told, language)],
            "blocks": [
                _block(_("Meeting"), _meeting(told, language)),
                _block(_("Hotel"), _hotel(told, language)),
                _block(_("Quote"), _quote_facts(told, language)),
            ],
            "price": _statement(told, language),
            "payment": _payment(paying.of_quote(told, language)),
            "terms": _terms(told, told.made_at, language),
            "plans": list(_plans(told, language)),
            "notes": _notes(told.house),
        }


def booking_sheet(told: BookingView, *, language: str) -> Sheet:
    """Say a booking in words, part by part."""
    sale = told.quote
    with override(language):
        ended = told.cancelled_at is not None
        return {
            **_head(sale, told.reference, _("Cancelled booking") if ended else _("Confirmation"), language),
            "highlights": list(_cancellation(told, language) if ended else _confirmation(told, language)),
            "blocks": [
                _block(_("Meeting"), _meeting(sale, language)),
                _block(_("Hotel"), _hotel(sale, language)),
                _block(_("Booking"), _booking_facts(told, language)),
            ],
            "price": _statement(sale, language),
            "changes": _changes(told, language) if told.changes else None,
            "payment": None if ended else _payment(paying.of_booking(told, language)),
            "terms": None if ended else _terms(sale, told.confirmed_at, language),
            "plans": [] if ended else list(_plans(sale, language)),
            "notes": _notes(sale.house),
        }


def _plans(sale: QuoteView, language: str) -> Iterator[Sheet]:
    """Draw the rooms as they were booked; those without measures are left out."""
    for room in sale.rooms:
        try:
            told = plans.of_sale(sale.house.slug, room.space_slug, layout=room.layout, delegates=room.delegates)
        except Refusal:
            continue
        drawing = told.drawing
        yield {
            "heading": _("The room drawn to scale") if len(sale.rooms) == 1 else told.space,
            "picture": floorplan_svg.svg(drawing, room=told.space, language=language),
            "is_wide": drawing.width > drawing.depth,
            "alt": f"{floorplan_words.title(drawing, told.space, language)}. "
            + floorplan_words.description(drawing, language),
            "said": wording.sentences(
                (
                    floorplan_words.in_short(drawing),
                    floorplan_words.verdict(drawing, language),
                    *floorplan_words.reservations(drawing),
                ),
                language,
            ),
        }


def _head(told: QuoteView, reference: str, kind: str, language: str) -> Sheet:
    house, locale = told.house, wording.locale_of(language)
    return {
        "language": locale.language,
        "region": locale.territory,
        "title": f"{kind} {reference}, {house.name}",
        "kind": kind,
        "reference": reference,
        "subtitle": f"{house.space}, {house.name}, {house.city}",
        "page": _("Page %(page)s of %(pages)s"),
    }


def _amounts(price: Price, language: str) -> tuple[Row, Row]:
    return (
        (_("Total, all in"), wording.money(price.gross, language)),
        (_("All in, per delegate"), wording.money(price.per_delegate, language)),
    )


def _standing(told: QuoteView, language: str) -> Row:
    """Say until when what is quoted can be had."""
    zone = told.house.time_zone
    if told.release_at is not None and told.stage is Stage.HELD:
        return _("Held until"), wording.moment(told.release_at, zone, language)
    if told.release_at is not None and told.stage is Stage.WAITING:
        return _("In line until"), wording.moment(told.release_at, zone, language)
    return _("Valid until"), wording.moment(told.valid_until, zone, language)


def _confirmation(told: BookingView, language: str) -> Iterator[Row]:
    yield from _amounts(told.quote.price, language)
    yield _("Confirmed on"), wording.moment(told.confirmed_at, told.quote.house.time_zone, language)


def _cancellation(told: BookingView, language: str) -> Iterator[Row]:
    """Say what is owed instead of the price, and since when."""
    if told.cancelled_fee is not None:
        yield _("Cancellation fee"), wording.money(told.cancelled_fee, language)
    if told.cancelled_percent is not None:
        yield _("Share"), wording.percent(Decimal(told.cancelled_percent), language)
    if told.cancelled_at is not None:
        yield _("Cancelled on"), wording.moment(told.cancelled_at, told.quote.house.time_zone, language)


def _block(heading: str, rows: Iterable[Row]) -> Sheet:
    """Put rows under a heading; a row without a value is left out, one without a label goes on with the one above."""
    return {"heading": heading, "rows": [row for row in rows if row[1]]}


def _meeting(told: QuoteView, language: str) -> Iterator[Row]:
    zone = told.house.time_zone
    yield _("What"), told.title
    if len(told.rooms) > 1:
        yield from statement.rooms_told(told, lambda span: wording.period(span, zone, language), language)
    else:
        for number, span in enumerate(told.periods):
            yield "" if number else _("When"), wording.period(span, zone, language)
    yield _("Times are"), _("on the hotel's clock") + f" ({zone})"
    if len(told.rooms) == 1:
        yield _("Delegates"), wording.number(told.delegates, language)
        yield _("Layout"), wording.layout_name(told.layout)


def _hotel(told: QuoteView, language: str) -> Iterator[Row]:
    house = told.house
    country = wording.locale_of(language).territories.get(house.country, house.country)
    town = f"{house.postcode} {house.city}".strip()
    yield _("Name"), house.name
    yield _("Room"), ", ".join(dict.fromkeys(room.space for room in told.rooms))
    yield _("Address"), ", ".join(part for part in (house.address, town, country) if part)
    yield _("Telephone"), house.phone
    yield _("E-mail"), house.email


def _quote_facts(told: QuoteView, language: str) -> Iterator[Row]:
    zone = told.house.time_zone
    yield _("Made on"), wording.moment(told.made_at, zone, language)
    yield _("Valid until"), wording.moment(told.valid_until, zone, language)
    yield _("Option"), told.option_reference or ""
    yield _("Booking"), told.booking_reference or ""
    yield _("Read it online"), f"{settings.BASE_URL}/quotes/{told.reference}"


def _booking_facts(told: BookingView, language: str) -> Iterator[Row]:
    zone = told.quote.house.time_zone
    yield _("Version"), _version(told, language)
    yield _("Quote"), told.quote.reference
    yield _("Option"), told.option_reference or ""
    yield _("Confirmed on"), wording.moment(told.confirmed_at, zone, language)
    yield _("Booked by"), ", ".join(part for part in (told.person_name, told.person_email) if part)
    yield _("Read it online"), f"{settings.BASE_URL}/bookings/{told.reference}"


def _version(told: BookingView, language: str) -> str:
    """Say which version of the booking this is, and since when; nothing where it was never changed."""
    if not told.changes:
        return ""
    since = wording.moment(told.changes[-1].changed_at, told.quote.house.time_zone, language)
    return _("%(number)s, changed on %(moment)s") % {"number": told.quote.version, "moment": since}


def _changes(told: BookingView, language: str) -> Sheet:
    """List the changes with what each costs besides the price."""
    return {
        "heading": _("Changes to this booking"),
        "columns": (_("When"), _("Price before"), _("Price after"), _("Fee")),
        "rows": [
            (
                wording.moment(change.changed_at, told.quote.house.time_zone, language),
                paying.tax_told(change.tax, told.quote.price, language),
                wording.money(change.before, language),
                wording.money(change.after, language),
                wording.money(change.fee, language) if change.fee else _("nothing"),
            )
            for change in told.changes
        ],
        "note": paying.change_fees_told(told, language),
    }


def _statement(told: QuoteView, language: str) -> Sheet:
    """Lay out the price so that it can be added up from top to bottom."""
    said = statement.of_quote(told, language)
    return {
        "heading": _("Price"),
        "columns": (_("What"), _("Quantity"), _("Price"), _("Amount")),
        "rooms": [{"heading": room.heading, "lines": [_line(line) for line in room.lines]} for room in said.rooms],
        "added": said.added,
        "total": said.total,
        "contained": said.contained,
        "note": " ".join(text for text in (said.note, said.catered) if text),
    }


def _line(line: StatementLine) -> Sheet:
    return {
        "what": line.what,
        "note": " · ".join((line.day, line.moves, *line.reasons)),
        "more": " · ".join(line.brief),
        "quantity": line.quantity,
        "unit": line.unit_amount,
        "amount": line.amount,
    }


def _payment(paid: Payment) -> Sheet:
    """List what is due when; one bill after the meeting needs a sentence only."""
    return {
        "heading": _("When you pay"),
        "columns": (_("What"), _("When"), _("Amount")),
        "rows": [] if paid.is_bill else [(row.what, row.tax, row.when, row.amount) for row in paid.rows],
        "told": paid.told if paid.is_bill else "",
    }


def _terms(told: QuoteView, made_at: datetime, language: str) -> Sheet:
    """Tell the terms as steps, and draw them from the moment the sale was made to the start."""
    zone = told.house.time_zone
    rows, since = [], None
    for step in told.steps:
        share = wording.percent(step.percent, language) if step.fee and step.percent is not None else ""
        rows.append((_step(since, step.until, zone, language), share, cancelling.brief_fee(step, language)))
        since = step.until
    span = cancelling.Span(made_at, wording.brief_day(made_at, zone, language), None, told.periods[0].starts_at, zone)
    drawn = cancelling.drawing(
        told.steps, span, value=told.price.gross, paper=COLUMN, said=cancelling.share_of_price, language=language
    )
    return {
        "heading": _("What cancelling costs"),
        "columns": (_("If you cancel"), _("Share"), _("You pay")),
        "rows": rows,
        "timeline": _timeline(drawn) if drawn else None,
        "note": _terms_note(told.terms),
    }


def _timeline(drawn: Drawing) -> Sheet:
    """Give the numbers of the drawing: shares of its width and of the band's height."""
    return {
        "bars": [
            {"x": band.stretch.left, "width": band.stretch.width, "share": band.share, "tone": band.tone}
            for band in drawn.bands
        ],
        "above": [asdict(label) for label in drawn.above],
        "below": [asdict(label) for label in drawn.below],
    }


def _step(since: datetime | None, until: datetime | None, zone: str, language: str) -> str:
    if until is not None:
        return f"{_('before')} {wording.moment(until, zone, language)}"
    if since is not None:
        return f"{_('after that, from')} {wording.moment(since, zone, language)}"
    return _("at any time")


def _terms_note(terms: FrozenTerms) -> str:
    """Name the terms, with the version and the fingerprint they were agreed in."""
    note = _("Terms of the hotel: %(name)s.") % {"name": labels.policy(terms.name)}
    if terms.version is None or terms.sha256 is None:
        return note
    signed = {"version": terms.version.isoformat(), "hash": terms.sha256[:FINGERPRINT_SHOWN]}
    return f"{note} " + _("Terms version %(version)s, %(hash)s…") % signed


def _notes(house: House) -> list[str]:
    if not house.invented:
        return []
    return [_("This is a demonstration: the hotels are invented and nothing is charged.")]
