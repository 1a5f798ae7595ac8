"""The sentences of letters about the queue: options held longer and challenged, requests refused and unanswered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from zaal.interfaces.worker.tidings import Kind
from zaal.queries.sales import OptionView

if TYPE_CHECKING:
    from zaal.interfaces.worker.tidings import Tiding


def subject_for_booker(tiding: Tiding) -> str:
    """Return the subject line the booker reads."""
    return {
        Kind.OPTION_EXTENDED: _("Option %(reference)s is extended until %(short_until)s"),
        Kind.OPTION_CHALLENGED: _("Decide by %(short_answer_by)s: others want %(space)s (option %(reference)s)"),
        Kind.LAPSED_BY_CHALLENGE: _("Option %(reference)s has lapsed: %(space)s, %(venue)s"),
        Kind.CHALLENGE_MADE: _("Option %(reference)s: those ahead of you decide by %(short_answer_by)s"),
        Kind.CHALLENGE_ANSWERED: _("Option %(reference)s: the first in line has asked the hotel to book"),
        Kind.CHALLENGE_FALLEN: _("Option %(reference)s is held until %(short_until)s again"),
        Kind.REQUEST_REFUSED: _("%(venue)s cannot take your request for %(space)s (option %(reference)s)"),
        Kind.REQUEST_UNANSWERED: _("%(venue)s has not answered yet (option %(reference)s)"),
    }[tiding.kind]


def subject_for_house(tiding: Tiding) -> str:
    """Return the subject line the hotel reads."""
    return {
        Kind.OPTION_EXTENDED: _("Option %(reference)s by %(booker)s is extended until %(short_until)s"),
        Kind.OPTION_CHALLENGED: _("Option %(reference)s by %(booker)s is challenged: answer by %(short_answer_by)s"),
        Kind.LAPSED_BY_CHALLENGE: _("Option %(reference)s by %(booker)s lapsed by a challenge: %(space)s, %(moment)s"),
        Kind.CHALLENGE_MADE: _("%(booker)s is ready to book %(space)s, %(moment)s (option %(reference)s)"),
        Kind.CHALLENGE_ANSWERED: _("Option %(reference)s by %(booker)s waits on: the first has asked you to book"),
        Kind.CHALLENGE_FALLEN: _("Option %(reference)s by %(booker)s is held until %(short_until)s again"),
        Kind.REQUEST_REFUSED: _("You refused the request of %(booker)s: %(space)s, %(moment)s (option %(reference)s)"),
        Kind.REQUEST_PRESSED: _("%(booker)s waits for your answer: %(space)s, %(moment)s (option %(reference)s)"),
        Kind.REQUEST_UNANSWERED: _("%(booker)s still waits for your answer: %(space)s (option %(reference)s)"),
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
        Kind.OPTION_CHALLENGED: (
            _("Somebody else is ready to book %(space)s at %(venue)s at your times."),
            _("You are first: book it before %(answer_by)s, or let it go. After that moment it is theirs."),
        ),
        Kind.LAPSED_BY_CHALLENGE: (
            _("Your option on %(space)s at %(venue)s lapsed on %(until)s: somebody else was ready to book."),
            _("You owe nothing. If you still want a room, ask for a new quote."),
        ),
        Kind.CHALLENGE_MADE: (
            _("Whoever holds %(space)s at %(venue)s now has until %(answer_by)s to book it or let it go."),
            _("When they let it go you move up by yourself, and we tell you. You owe nothing."),
        ),
        Kind.CHALLENGE_ANSWERED: (
            _("The first in line wants %(space)s at %(venue)s and has asked the hotel to confirm."),
            _("Your option stays in line until %(until)s. You owe nothing; better look for another room as well."),
        ),
        Kind.CHALLENGE_FALLEN: (
            _("Whoever was ready to book %(space)s at %(venue)s has withdrawn."),
            _("The room is held for you, free of charge, until %(until)s again."),
        ),
        Kind.REQUEST_REFUSED: (
            _("%(venue)s cannot take your request for %(space)s. The reason: %(reason)s."),
            *((_("The hotel writes: “%(words)s”"),) if _has_words(tiding) else ()),
            _("You owe nothing. Below is a link to other rooms for the same meeting."),
        ),
        Kind.REQUEST_UNANSWERED: (
            _("%(venue)s has not answered your request for %(space)s for %(waited)s. We have reminded it."),
            _("The room stays held for you until %(until)s, free of charge. Other rooms for this meeting are below."),
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
        Kind.OPTION_CHALLENGED: (
            _("Somebody else is ready to book %(space)s; %(booker)s has until %(answer_by)s to book it or let it go."),
            _("Nothing to do: at that moment the option lapses and the next in line moves up by itself."),
        ),
        Kind.LAPSED_BY_CHALLENGE: (
            _("The option of %(booker)s on %(space)s lapsed on %(until)s: somebody else was ready to book."),
            _("Nothing to do: the room is held for who comes next; you then get a letter about that."),
        ),
        Kind.CHALLENGE_MADE: (
            _("%(booker)s waits for %(space)s and is ready to book it; those ahead decide by %(answer_by)s."),
            _("Nothing to do: it moves up by itself when those before it fall."),
        ),
        Kind.CHALLENGE_ANSWERED: (
            _("%(booker)s waits for %(space)s and is ready to book, but the first in line has asked you to confirm."),
            _("To do: answer the first in line; %(booker)s waits for what you say."),
        ),
        Kind.CHALLENGE_FALLEN: (
            _("Whoever was ready to book %(space)s has withdrawn; %(booker)s holds it until %(until)s again."),
            _("Nothing to do."),
        ),
        Kind.REQUEST_REFUSED: (
            _("You refused the request of %(booker)s for %(space)s; they have been told. The reason: %(reason)s."),
            _("Nothing to do: the room is free again, or held for who comes next."),
        ),
        Kind.REQUEST_PRESSED: (
            _("%(booker)s asked %(waited)s ago to book %(space)s and has no answer."),
            _("To do: open the page below and confirm, or refuse with a reason. The option lapses on %(until)s."),
        ),
        Kind.REQUEST_UNANSWERED: (
            _("%(booker)s asked %(waited)s ago to book %(space)s. We have now shown them other rooms."),
            _("To do: open the page below and confirm, or refuse with a reason. The option lapses on %(until)s."),
        ),
    }[tiding.kind]


def _has_words(tiding: Tiding) -> bool:
    return isinstance(tiding.sale, OptionView) and bool(tiding.sale.refused_words)
