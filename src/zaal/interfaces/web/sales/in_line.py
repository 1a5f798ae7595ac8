"""An option's place in the queue in words: who waits behind it, and until when it can be held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from zaal.domain.period import local
from zaal.domain.requests import RefusalReason
from zaal.interfaces import reasons, refusals
from zaal.interfaces.web import formats

if TYPE_CHECKING:
    from datetime import date

    from zaal.queries.sales import Happening, OptionView

# What the history of an option tells of the queue.
HAPPENED = frozenset(
    {
        "OptionExtended",
        "OptionChallenged",
        "OptionLapsedByChallenge",
        "ChallengeMade",
        "ChallengeAnswered",
        "ChallengeFallen",
        "RequestRefused",
        "RequestPressed",
        "RequestUnanswered",
    }
)
# Why extending is refused that the page says without being asked; the others speak for themselves there.
WORTH_SAYING = frozenset({"extended_before", "somebody_waits", "held_longest"})


@dataclass(frozen=True, slots=True)
class InLine:
    """What the page says about the queue, and the extension it offers: to a moment, or for the house to a day."""

    behind: str
    extends_to: datetime | None
    extends_text: str
    first_day: date | None
    last_day: date | None
    no_extension: str
    challenge_hours: int
    refused_for: str
    reasons: tuple[tuple[str, str], ...]


def of(told: OptionView) -> InLine:
    """Say how an option stands in the queue, to whoever looks at it."""
    zone = told.quote.house.time_zone
    choosing = told.can_choose_release
    no = told.no_extension
    return InLine(
        behind=_behind(told.waiting_behind),
        extends_to=told.extends_to,
        extends_text=formats.moment(told.extends_to, zone, _language()) if told.extends_to else "",
        first_day=local(told.release_at, zone).date() if choosing else None,
        last_day=local(told.quote.periods[0].starts_at, zone).date() if choosing else None,
        no_extension=refusals.sentence(no, _language(), zone) if no and no.code in WORTH_SAYING else "",
        challenge_hours=told.challenge_hours,
        refused_for=reasons.reason(told.refused_for) if told.refused_for else "",
        reasons=tuple((why.value, reasons.reason(why)) for why in RefusalReason) if told.can_refuse else (),
    )


def happening(told: Happening, zone: str) -> str:
    """Say what happened in the queue as a sentence without who and when."""
    moments: dict[str, object] = {
        name: formats.moment(datetime.fromisoformat(str(told.data[name])), zone, _language())
        for name in ("release_at", "answer_by")
        if name in told.data
    }
    sentences = {
        "OptionExtended": _("Option extended until %(release_at)s"),
        "OptionChallenged": _("Somebody else is ready to book: decide by %(answer_by)s"),
        "OptionLapsedByChallenge": _("Option lapsed: somebody else was ready to book"),
        "ChallengeMade": _("Ready to book: those ahead decide by %(answer_by)s"),
        "ChallengeAnswered": _("The first in line has asked the hotel to confirm"),
        "RequestPressed": _("The hotel was reminded: the request is unanswered for %(hours)s hours"),
        "RequestUnanswered": _("The customer was told that the hotel has not answered for %(hours)s hours"),
        "ChallengeFallen": _("Whoever was ready to book has withdrawn: held until %(release_at)s again"),
    }
    if told.kind == "RequestRefused":
        return _("The hotel refused: %(reason)s") % {"reason": reasons.reason(RefusalReason(str(told.data["reason"])))}
    return sentences[told.kind] % (told.data | moments)


def _language() -> str:
    return get_language() or "en"


def _behind(waiting: int) -> str:
    if not waiting:
        return ""
    return ngettext("%(n)d other waits behind it.", "%(n)d others wait behind it.", waiting) % {"n": waiting}
