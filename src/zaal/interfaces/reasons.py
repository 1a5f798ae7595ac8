"""Why a hotel did not take a request, in words of the active language, and how fast it usually answers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaal.domain.requests import RefusalReason
from zaal.interfaces import wording

if TYPE_CHECKING:
    from zaal.domain.requests import AnsweringRecord

ONE_HOUR = timedelta(hours=1)


def reason(why: RefusalReason) -> str:
    """Name a reason, as the hotel chooses it and the customer reads it."""
    return {
        RefusalReason.ROOM_NEEDED: _("The room is needed for something else"),
        RefusalReason.WORKS: _("There are works in or near the room"),
        RefusalReason.SHORT_NOTICE: _("It is too soon to prepare it well"),
        RefusalReason.NOT_SUITED: _("The room does not suit this meeting"),
        RefusalReason.PRICE: _("Not possible at this price"),
        RefusalReason.OTHER: _("Another reason"),
    }[why]


def answers_in(told: AnsweringRecord, language: str) -> str:
    """Say after how long a house usually answers; nothing where too few requests were made to tell."""
    if told.typical is None:
        return ""
    if told.typical < ONE_HOUR:
        return _("Answers within the hour")
    hours = wording.hours(round(told.typical / ONE_HOUR), language)
    return _("Answers in about %(hours)s") % {"hours": hours}


def honoured(told: AnsweringRecord) -> str:
    """Say how many of the requests of the last year a house took; nothing where too few were made to tell."""
    if told.typical is None:
        return ""
    sentence = ngettext(
        "took %(accepted)d of %(asked)d request of the last year",
        "took %(accepted)d of %(asked)d requests of the last year",
        told.asked,
    )
    return sentence % {"accepted": told.accepted, "asked": told.asked}
