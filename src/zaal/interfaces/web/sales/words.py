"""Terms, rules and histories of a sale said in sentences, in the page's language."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from babel.dates import format_date
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from zaal.domain.changes import ChangeKind
from zaal.domain.money import Money
from zaal.domain.period import local
from zaal.domain.policies import Base, ChargeKind, FeeTax
from zaal.interfaces import labels, wording
from zaal.interfaces.web import formats
from zaal.interfaces.web.sales import in_line
from zaal.queries.agenda import Part
from zaal.queries.sales import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zaal.domain.bookings import InstantRule
    from zaal.domain.policies import Charge, Policy, Tier
    from zaal.domain.rates import ExtraUnit, HireUnit
    from zaal.queries.agenda import Listed
    from zaal.queries.sales import Happening, OptionView, SaleRow


class StageWord(NamedTuple):
    """Where a sale stands, with the tone of its badge (good, warn, bad or none)."""

    text: str
    tone: str


def language() -> str:
    """Return the page's language."""
    return get_language() or "en"


def named(names: dict[str, str]) -> str:
    """Choose the name in the page's language, else the English one, else any."""
    return names.get(language()) or names.get("en") or next(iter(names.values()), "")


class TextIn(NamedTuple):
    """A text of the hotel's own; ``language`` and its name where that is not the page's, else empty."""

    text: str
    language: str
    language_name: str


def told_in(texts: dict[str, str]) -> TextIn:
    """Choose the text in the page's language, else as ``named`` does, and say then in which language it is."""
    page = language()
    own = texts.get(page) or texts.get(page.partition("-")[0])
    if own:
        return TextIn(own, "", "")
    text = named(texts)
    found = next((code for code, one in texts.items() if one == text), "")
    name = wording.locale_of(page).languages.get(found, found)
    return TextIn(text, found, str(name))


def per_delegate() -> str:
    """Say that a price is for one delegate."""
    return _("per delegate")


def languages(codes: Sequence[str]) -> str:
    """Say which languages are spoken, by their names in the page's language."""
    names = wording.locale_of(language()).languages
    return formats.listed([str(names.get(code, code)) for code in codes], language())


def instant_rule(rule: InstantRule) -> str:
    """Say within which limits a room confirms at once."""
    if not rule.enabled:
        return _("Confirmed by the hotel by hand.")
    lead = wording.hours(rule.min_lead_hours, language())
    limits = [_("until %(lead)s before the start") % {"lead": lead} if rule.min_lead_hours else _("until the start")]
    if rule.max_lead_days is not None:
        limits.append(
            ngettext("up to %(count)s day ahead", "up to %(count)s days ahead", rule.max_lead_days)
            % {"count": rule.max_lead_days}
        )
    if rule.max_delegates is not None:
        limits.append(
            ngettext("for at most %(count)s delegate", "for at most %(count)s delegates", rule.max_delegates)
            % {"count": rule.max_delegates}
        )
    if rule.max_value is not None:
        limits.append(_("up to %(amount)s") % {"amount": formats.money(rule.max_value, language())})
    return _("Confirms at once: %(limits)s.") % {"limits": formats.listed(limits, language())}


def unit(by: HireUnit | ExtraUnit) -> str:
    """Say by what a price is counted."""
    return {
        "delegate": _("per delegate"),
        "piece": _("each"),
        "hour": _("per hour"),
        "daypart": _("per daypart"),
        "day": _("per day"),
    }[by.value]


class PolicyWords(NamedTuple):
    """Cancellation terms in words: for which bookings, of what the shares are, each step, whether tax is due."""

    name: str
    size: str
    base: str
    rows: tuple[tuple[str, str], ...]
    tax: str


def policies(found: Sequence[Policy]) -> Iterator[PolicyWords]:
    """Say the cancellation terms of a venue, each with the bookings it is for."""
    for policy in found:
        yield PolicyWords(
            policy.name,
            labels.size(policy.size, language()),
            _base(policy.base),
            tuple(_policy_rows(policy)),
            _fee_tax(policy.fee_tax),
        )


def _policy_rows(policy: Policy) -> Iterator[tuple[str, str]]:
    """Say when one cancels, and what is then due."""
    for tier in policy.tiers:
        yield _bound(tier), _charge(tier.charge)
    yield (_("Later than that") if policy.tiers else _("At any time")), _charge(policy.late)
    yield _("No-show, without cancelling"), _charge(policy.no_show)


def _charge(charge: Charge) -> str:
    share = None if charge.percent is None else wording.percent(charge.percent, language())
    match charge.kind:
        case ChargeKind.PERCENT if share is not None:
            return share if charge.percent else _("nothing")
        case ChargeKind.FREE if share is not None:
            return _("all but %(share)s, which may go free") % {"share": share}
        case ChargeKind.DEPOSIT:
            return _("the deposit") + (f" ({share})" if share else "")
        case ChargeKind.FIXED if charge.amount is not None:
            return formats.money(charge.amount, language())
        case _:
            return _("not stated: ask the hotel")


def _base(base: Base) -> str:
    return {
        Base.TOTAL: _("You pay, as a share of the all-in price"),
        Base.ROOM: _("You pay, as a share of the room's all-in price"),
        Base.PER_PERSON: _("You pay, as a share of the price per person"),
    }[base]


def _fee_tax(tax: FeeTax) -> str:
    return {
        FeeTax.NONE: _("No VAT or GST is due on the fee."),
        FeeTax.INCLUDED: _("The fee contains VAT or GST."),
        FeeTax.ON_TOP: _("VAT or GST comes on top of these shares; the amounts we show contain it."),
    }[tax]


def change_kind(kind: ChangeKind) -> str:
    """Name what can be changed about a booking."""
    return {
        ChangeKind.DELEGATES: _("Delegates"),
        ChangeKind.TIMES: _("Times"),
        ChangeKind.LAYOUT: _("Layout"),
        ChangeKind.SPACE: _("Room"),
        ChangeKind.EXTRAS: _("Extras"),
        ChangeKind.PACKAGE: _("Package or price"),
        ChangeKind.DAY: _("Day"),
        ChangeKind.ROOMS: _("Further rooms"),
    }[kind]


def stage(at: Stage) -> StageWord:
    """Say where a sale stands."""
    return {
        Stage.QUOTED: StageWord(_("Quoted"), ""),
        Stage.QUOTE_EXPIRED: StageWord(_("Quote expired"), ""),
        Stage.HELD: StageWord(_("Held"), "good"),
        Stage.WAITING: StageWord(_("Waiting in line"), "warn"),
        Stage.REPLACED: StageWord(_("Replaced by a newer version"), ""),
        Stage.RELEASED: StageWord(_("Released"), ""),
        Stage.EXPIRED: StageWord(_("Lapsed"), ""),
        Stage.LAPSED_BY_CHALLENGE: StageWord(_("Lapsed"), ""),
        Stage.REFUSED: StageWord(_("Refused by the hotel"), "bad"),
        Stage.CONFIRMED: StageWord(_("Confirmed"), "good"),
        Stage.CANCELLED: StageWord(_("Cancelled"), "bad"),
    }[at]


def listed_stage(row: Listed) -> StageWord:
    """Say where a sale in a list stands; of an option also that the hotel was asked."""
    if row.is_asked and row.sale.stage is Stage.HELD:
        return StageWord(_("Held, hotel asked"), "good")
    return stage(row.sale.stage)


def part(of: Part, *, is_hotel: bool) -> str:
    """Head one part of the list of sales, for the customer or for the hotel."""
    return {
        Part.DECIDE: _("For you to confirm") if is_hotel else _("For you to decide"),
        Part.WAITING: _("Held by bookers") if is_hotel else _("Waiting for others"),
        Part.COMING: _("Coming up"),
        Part.PAST: _("Past"),
        Part.GONE: _("Cancelled and lapsed"),
    }[of]


class Tile(NamedTuple):
    """The day a meeting starts, as a leaf of a calendar shows it."""

    day: str
    month: str
    year: str


def tile(sale: SaleRow) -> Tile:
    """Write the venue's day on which a sale starts."""
    at, locale = local(sale.starts_at, sale.time_zone), wording.locale_of(language())
    return Tile(str(at.day), format_date(at, "LLL", locale), str(at.year))


def option_meaning(told: OptionView) -> str:  # noqa: PLR0911 - a sentence per stage
    """Say what an option's state and place in line mean for its holder."""
    match told.stage:
        case Stage.HELD if told.challenged_at is not None:
            return _(
                "Somebody else is ready to book this room. You are first: book it, ask the hotel where it confirms by"
                " hand, or let it go. When the option lapses it is theirs."
            )
        case Stage.HELD:
            return _(
                "You are first in line: nobody else can book this room at these times until the option is released."
            )
        case Stage.WAITING:
            return _(
                "You are number %(rank)s in line. Somebody else holds the room now;"
                " when they let go you move up by yourself, and we tell you."
            ) % {"rank": told.rank}
        case Stage.RELEASED:
            return _("This option was released. The room is free for others.")
        case Stage.REFUSED:
            return _("The hotel did not take this request. You owe nothing; the room is no longer held for you.")
        case Stage.LAPSED_BY_CHALLENGE:
            return _("This option lapsed: somebody else was ready to book. The room is no longer held for you.")
        case Stage.EXPIRED:
            return _("This option lapsed at its release moment. The room is no longer held for you.")
        case Stage.CONFIRMED:
            return _("This option became a booking.")
        case _:
            return _("This option became a booking, which was cancelled.")


def history(told: tuple[Happening, ...], zone: str) -> list[tuple[Happening, str, str]]:
    """Say each line of a history, newest first: what happened, and by whom."""
    return [(line, happening(line, zone), actor(line.actor)) for line in reversed(told)]


def happening(told: Happening, zone: str) -> str:
    """Say what happened as a sentence without who and when."""
    if told.kind == "OptionPlaced":
        return _placed(told.data, zone)
    if told.kind in in_line.HAPPENED:
        return in_line.happening(told, zone)
    data = told.data
    sentences = {
        "QuoteMade": _("Quote made: %(gross)s all in"),
        "QuoteTakenUp": _("Quote taken up"),
        "OptionReminded": _("Reminder sent: the option is about to lapse"),
        "OptionPromoted": _("Moved up: the option is now first in line and holds the room"),
        "FirstBooked": _("The room, or part of it, was booked; the option stays in line"),
        "BookingAsked": _("The hotel was asked to confirm: %(gross)s all in"),
        "OptionReleased": _("Option released"),
        "OptionExpired": _("Option lapsed at its release moment"),
        "BookingConfirmed": _("Booking confirmed: %(gross)s all in"),
        "BookingChanged": _("Booking changed: %(before)s became %(gross)s, fee %(fee)s"),
        "BookingDaysDropped": _("Days that were given up are free again"),
        "BookingCancelled": _("Booking cancelled, fee %(fee)s"),
        "OrderHandedIn": _("Event order handed in"),
        "FinalNumberAsked": _("Final number of people asked for"),
        "FinalNumberReminded": _("Reminder sent: the final number of people is nearly due"),
        "FinalNumberGiven": _("Final number of people given"),
    }
    amounts = {name: _amount(data[name], data["currency"]) for name in ("before", "gross", "fee") if name in data}
    return sentences[told.kind] % amounts


def actor(label: str) -> str:
    """Say who did it; people and hotels by their name."""
    return {"guest": _("a visitor who was not signed in"), "zaal": _("Zaal, by itself")}.get(label, label)


def _placed(data: dict[str, object], zone: str) -> str:
    facts = {
        "until": formats.moment(datetime.fromisoformat(str(data["release_at"])), zone, language()),
        "rank": data["rank"],
    }
    if data["rank"] == 1:
        return _("Option placed, held until %(until)s") % facts
    return _("Option placed as number %(rank)s in line, until %(until)s") % facts


def _bound(tier: Tier) -> str:
    span = labels.span(tier.amount, tier.unit)
    if tier.strict:
        return _("More than %(span)s before the start") % {"span": span}
    return _("%(span)s or more before the start") % {"span": span}


def _amount(amount: object, currency: object) -> str:
    return formats.money(Money(Decimal(str(amount)), str(currency)), language())
