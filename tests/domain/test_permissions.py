from __future__ import annotations

from dataclasses import replace

import pytest

from zaal.domain.actors import GUEST, SYSTEM, Actor, Role, Scope
from zaal.domain.permissions import Action, Owner, ScopeMissing, SignInNeeded, may, require
from zaal.domain.refusals import NotAllowed

ANNA = Actor(Role.BOOKER, "anna@example.org", person_id=1)
OTHER_BOOKER = Actor(Role.BOOKER, "bram@example.org", person_id=2)
HER_HOTEL = Actor(Role.HOTEL, "sales@tuinhotel.example", person_id=3, hotels=frozenset({10}))
OTHER_HOTEL = Actor(Role.HOTEL, "sales@parkhotel.example", person_id=4, hotels=frozenset({11}))
OPERATOR = Actor(Role.OPERATOR, "desk@zaal.example", person_id=5)
EVERYONE = {
    "guest": GUEST,
    "anna": ANNA,
    "other_booker": OTHER_BOOKER,
    "her_hotel": HER_HOTEL,
    "other_hotel": OTHER_HOTEL,
    "operator": OPERATOR,
    "system": SYSTEM,
}
ANNAS_BOOKING = Owner(person_id=1, hotel_id=10)

ALLOWED = {
    Action.MAKE_QUOTE: set(EVERYONE),
    Action.PLACE_OPTION: {"anna", "system"},
    Action.EXTEND_OPTION: {"anna"},
    Action.REFUSE_REQUEST: {"her_hotel", "operator", "system"},
    Action.CHALLENGE: {"anna", "her_hotel", "operator", "system"},
    Action.EXTEND_BY_HAND: {"her_hotel", "operator", "system"},
    Action.RELEASE_OPTION: {"anna", "her_hotel", "operator", "system"},
    Action.ASK_TO_BOOK: {"anna"},
    Action.CONFIRM_BOOKING: {"anna"},
    Action.CONFIRM_BY_HAND: {"her_hotel", "operator", "system"},
    Action.CHANGE_BOOKING: {"anna"},
    Action.CANCEL_BOOKING: {"anna", "operator", "system"},
    Action.TELL_ORDER: {"anna", "her_hotel", "operator", "system"},
    Action.GIVE_NUMBER: {"anna"},
    Action.STATE_FEE: {"her_hotel", "operator", "system"},
    Action.MANAGE_VENUE: {"her_hotel", "operator", "system"},
    Action.IMPORT: {"operator", "system"},
}


@pytest.mark.parametrize("action", Action)
def test_exactly_these_may_do_it_to_annas_booking(action: Action):
    assert {name for name, actor in EVERYONE.items() if may(actor, action, owner=ANNAS_BOOKING)} == ALLOWED[action]


def test_a_thing_of_nobody_is_not_a_guests():
    assert not may(GUEST, Action.CANCEL_BOOKING, owner=Owner())


def test_a_guest_is_asked_to_sign_in():
    with pytest.raises(SignInNeeded) as refused:
        require(GUEST, Action.PLACE_OPTION, owner=ANNAS_BOOKING)

    assert refused.value.facts == {"action": "place_option"}


def test_somebody_else_is_not_allowed():
    with pytest.raises(NotAllowed) as refused:
        require(OTHER_BOOKER, Action.CANCEL_BOOKING, owner=ANNAS_BOOKING)

    assert refused.value.code == "not_allowed"


def test_a_token_that_may_only_read_changes_nothing_of_its_own_person():
    reading_token = replace(ANNA, scopes=frozenset({Scope.READ}))

    with pytest.raises(ScopeMissing) as refused:
        require(reading_token, Action.CANCEL_BOOKING, owner=ANNAS_BOOKING)

    assert refused.value.facts == {"action": "cancel_booking", "scope": "write"}


def test_what_is_allowed_passes():
    require(ANNA, Action.CANCEL_BOOKING, owner=ANNAS_BOOKING)
