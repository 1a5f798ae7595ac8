"""Letters about event orders: the customer is asked for the final number, the house hears what it has to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from zaal.domain.letters import Letter
from zaal.interfaces import order_words, wording

if TYPE_CHECKING:
    from zaal.queries.deliveries import Correspondent, Correspondents, FactView
    from zaal.queries.event_orders import OrderView

DEFAULT_LANGUAGE = "en"
MOST_SUBJECT = 300
TO_HOUSE = frozenset({"OrderHandedIn", "FinalNumberGiven"})


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with rows of label and value under it."""

    heading: str
    rows: tuple[tuple[str, str], ...]


def write(fact: FactView, told: OrderView, sides: Correspondents, *, base_url: str) -> tuple[Letter, ...]:
    """Write the one letter a fact about an order asks for; none where its reader has no address."""
    if fact.kind in TO_HOUSE:
        url = f"{base_url}/desk/{told.house.slug}/orders/{told.reference}"
        return () if sides.house is None else (_letter(fact, told, sides.house, url),)
    return (_letter(fact, told, sides.booker, f"{base_url}/bookings/{told.reference}/order#final-number"),)


def _letter(fact: FactView, told: OrderView, reader: Correspondent, url: str) -> Letter:
    spoken = {code for code, _name in settings.LANGUAGES}
    language = next((one for one in reader.languages if one in spoken), DEFAULT_LANGUAGE)
    with override(language):
        subject, *opening = (line % _facts(fact, told, language) for line in _sentences(fact))
        title = " ".join(subject.split())[:MOST_SUBJECT]
        words = {
            "subject": title,
            "language": language,
            "name": reader.name,
            "opening": opening,
            "blocks": _blocks(fact, told, language),
            "url": url,
            "elsewhere": "",
        }
        return Letter(
            recipient=reader.email,
            language=language,
            subject=title,
            text=render_to_string("letters/letter.txt", words).strip() + "\n",
            html=render_to_string("letters/letter.html", words),
        )


def _sentences(fact: FactView) -> tuple[str, ...]:
    """Return the subject and the opening lines of what happened."""
    match fact.kind:
        case "FinalNumberAsked":
            return (
                _("How many people come? Final number due before %(due)s (%(reference)s)"),
                _("%(house)s needs the final number of people for your meeting before %(due)s."),
                _("You booked for %(booked)s. Say that this is final, or see first what another number costs."),
            )
        case "FinalNumberReminded":
            return (
                _("Reminder: final number of people due before %(due)s (%(reference)s)"),
                _("%(house)s has not heard your final number of people yet. It is due before %(due)s."),
                _("Without it the house prepares and bills for the number booked: %(booked)s."),
            )
        case "FinalNumberGiven":
            return (
                _("Final number %(booked)s: %(meeting)s (%(reference)s)"),
                _("%(customer)s says that %(booked)s is the final number of people."),
            )
    return (
        _("Event order handed in, version %(version)s: %(meeting)s (%(reference)s)"),
        _("%(customer)s has handed in the event order. To do: look at what is new, and print it anew."),
    )


def _facts(fact: FactView, told: OrderView, language: str) -> dict[str, str]:
    one, zone = told.order, told.house.time_zone
    due = fact.data.get("due_at")
    # What was true when it happened: the booking may have been changed since.
    booked = fact.data.get("delegates")
    return {
        "reference": told.reference,
        "house": told.house.name,
        "meeting": one.title or one.rooms[0].space,
        "customer": one.customer,
        "booked": wording.number(booked if isinstance(booked, int) else one.delegates, language),
        "version": wording.number(told.version, language),
        "due": wording.moment(datetime.fromisoformat(due) if isinstance(due, str) else told.due_at, zone, language),
    }


def _blocks(fact: FactView, told: OrderView, language: str) -> tuple[Block, ...]:
    one, zone = told.order, told.house.time_zone
    rows = [
        (_("Where"), f"{', '.join(dict.fromkeys(room.space for room in one.rooms))}, {told.house.name}"),
        *((_("When"), wording.period(sitting.period, zone, language)) for sitting in one.rooms[0].sittings),
        (_("People"), order_words.people(one, language)),
        (_("Booking"), told.reference),
    ]
    if one.title:
        rows.insert(0, (_("What"), one.title))
    made = [Block(_("Meeting"), tuple(rows))]
    differs = next((version.differs for version in told.versions if version.number == fact.data.get("order")), ())
    if differs:
        said = order_words.changed(differs, one, language)
        lines = tuple((change.what, f"{change.before or '–'} → {change.after or '–'}") for change in said)  # noqa: RUF001 - a dash says nothing
        made.append(Block(_("What is new"), lines))
    return tuple(made)
