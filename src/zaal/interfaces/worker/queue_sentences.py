"""The sentences of letters about the queue: options held longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from zaal.interfaces.worker.tidings import Kind

if TYPE_CHECKING:
    from zaal.interfaces.worker.tidings import Tiding


def subject_for_booker(tiding: Tiding) -> str:
    """Return the subject line the booker reads."""
    return {
        Kind.OPTION_EXTENDED: _("Option %(reference)s is extended until %(short_until)s"),
    }[tiding.kind]


def subject_for_house(tiding: Tiding) -> str:
    """Return the subject line the hotel reads."""
    return {
        Kind.OPTION_EXTENDED: _("Option %(reference)s by %(booker)s is extended until %(short_until)s"),
    }[tiding.kind]


def told_to_booker(tiding: Tiding) -> tuple[str, ...]:
    """Return what happened and what the booker does next."""
    if tiding.kind is Kind.OPTION_EXTENDED and tiding.rank > 1:
        return (_("Your option on %(space)s at %(venue)s stays in line until %(until)s. You owe nothing."),)
    return {
        Kind.OPTION_EXTENDED: (
            _("%(space)s at %(venue)s is held for you longer, free of charge: until %(until)s."),
            _("Book it before that moment, or do nothing: the option then lapses by itself."),
        ),
    }[tiding.kind]


def told_to_house(tiding: Tiding) -> tuple[str, ...]:
    """Return what happened and what the hotel does next."""
    if tiding.kind is Kind.OPTION_EXTENDED and tiding.rank > 1:
        return (_("The option of %(booker)s on %(space)s stays in line until %(until)s. Nothing to do."),)
    return {
        Kind.OPTION_EXTENDED: (
            _("%(booker)s now holds %(space)s until %(until)s."),
            _("To do: keep the room free until then. The option lapses by itself at that moment."),
        ),
    }[tiding.kind]
