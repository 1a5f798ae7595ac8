"""Who may do what: one table, asked before any decision."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from zaal.domain.actors import Actor, Role, Scope
from zaal.domain.refusals import NotAllowed


class SignInNeeded(NotAllowed):
    """A guest may search and quote; holding and booking need a person."""

    code = "sign_in_needed"


class ScopeMissing(NotAllowed):
    """The token does not carry the scope this needs."""

    code = "scope_missing"


class Action(StrEnum):
    """Everything that can be done to a sale or a house."""

    MAKE_QUOTE = "make_quote"
    PLACE_OPTION = "place_option"
    ASK_TO_BOOK = "ask_to_book"
    EXTEND_OPTION = "extend_option"
    EXTEND_BY_HAND = "extend_by_hand"
    CHALLENGE = "challenge"
    REFUSE_REQUEST = "refuse_request"
    RELEASE_OPTION = "release_option"
    CONFIRM_BOOKING = "confirm_booking"
    CONFIRM_BY_HAND = "confirm_by_hand"
    CHANGE_BOOKING = "change_booking"
    CANCEL_BOOKING = "cancel_booking"
    TELL_ORDER = "tell_order"
    GIVE_NUMBER = "give_number"
    STATE_FEE = "state_fee"
    MANAGE_VENUE = "manage_venue"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose thing it is: the customer's person and the hotel's organisation."""

    person_id: int | None = None
    hotel_id: int | None = None


ANYONE = frozenset({"anyone"})
# What binds the customer nobody says in their place.
CUSTOMER_ALONE = frozenset({"customer"})
CUSTOMER = frozenset({"customer", "system"})
EITHER_SIDE = frozenset({"customer", "hotel", "operator", "system"})
HOTEL_SIDE = frozenset({"hotel", "operator", "system"})

TABLE = {
    Action.MAKE_QUOTE: ANYONE,
    Action.PLACE_OPTION: CUSTOMER,
    # Within the house's rule; the house itself to any moment before the meeting.
    Action.EXTEND_OPTION: CUSTOMER_ALONE,
    Action.EXTEND_BY_HAND: HOTEL_SIDE,
    # Who waits says they are ready, or the house for them on the telephone; it binds nobody to book.
    Action.CHALLENGE: EITHER_SIDE,
    Action.REFUSE_REQUEST: HOTEL_SIDE,
    Action.RELEASE_OPTION: EITHER_SIDE,
    Action.ASK_TO_BOOK: CUSTOMER_ALONE,
    Action.CONFIRM_BOOKING: CUSTOMER_ALONE,
    Action.CONFIRM_BY_HAND: HOTEL_SIDE,
    Action.CHANGE_BOOKING: CUSTOMER_ALONE,
    Action.CANCEL_BOOKING: CUSTOMER | {"operator"},
    # The house writes down what it hears by telephone; the number it bills by is the customer's own word.
    Action.TELL_ORDER: EITHER_SIDE,
    Action.GIVE_NUMBER: CUSTOMER_ALONE,
    # Where the terms are silent the hotel says what it costs, on the customer's word that they cancel.
    Action.STATE_FEE: HOTEL_SIDE,
    Action.MANAGE_VENUE: HOTEL_SIDE,
    Action.IMPORT: frozenset({"operator", "system"}),
}


def relations(actor: Actor, owner: Owner) -> frozenset[str]:
    """Name what the actor is to this thing: customer, hotel, operator, system (always also anyone)."""
    found = {"anyone"}
    if actor.role is Role.OPERATOR:
        found.add("operator")
    if actor.role is Role.SYSTEM:
        found.add("system")
    if actor.person_id is not None and owner.person_id == actor.person_id:
        found.add("customer")
    if owner.hotel_id is not None and owner.hotel_id in actor.hotels:
        found.add("hotel")
    return frozenset(found)


def may(actor: Actor, action: Action, *, owner: Owner) -> bool:
    """Tell whether the actor may do this to a thing of this owner."""
    return Scope.WRITE in actor.scopes and bool(relations(actor, owner) & TABLE[action])


def require(actor: Actor, action: Action, *, owner: Owner) -> None:
    """Pass, or refuse: ScopeMissing (a token without it), SignInNeeded (a guest), NotAllowed (anyone else)."""
    if Scope.WRITE not in actor.scopes:
        raise ScopeMissing(action=action.value, scope=Scope.WRITE.value)
    if may(actor, action, owner=owner):
        return
    if actor.role is Role.GUEST:
        raise SignInNeeded(action=action.value)
    raise NotAllowed(action=action.value)
