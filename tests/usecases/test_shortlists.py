"""Shortlists: kept by a guest's browser or a person, shared by their link, changed by their owner alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from tests import given

from zaal.domain import shortlists as rules
from zaal.domain.actors import GUEST
from zaal.domain.layouts import Layout
from zaal.domain.places import Point
from zaal.domain.pricing import Basis
from zaal.domain.shortlists import (
    Keeper,
    KeptWish,
    NotYourShortlist,
    RoomNotKept,
    ShortlistFull,
    ShortlistTextTooLong,
    ShortlistUnknown,
)
from zaal.queries import shortlists as told
from zaal.queries.choosing import Room
from zaal.usecases import shortlists
from zaal.usecases.offering import SpaceUnknown

if TYPE_CHECKING:
    from zaal.queries.shortlists import ShortlistView

pytestmark = pytest.mark.django_db

WISH = KeptWish(
    place="Amsterdam",
    point=Point(52.37, 4.89),
    spans=(given.a_span(),),
    delegates=24,
    layout=Layout.THEATRE,
    basis=Basis.HIRE,
)
BEURSZAAL = {"venue": given.DAMRAK, "space": "beurszaal"}
KLEINE_ZAAL = {"venue": given.DAMRAK, "space": "kleine-zaal"}
STRANGER = Keeper(GUEST)


@pytest.fixture
def anna() -> Keeper:
    given.a_venue()
    return Keeper(given.a_booker())


def keep(keeper: Keeper, wish: KeptWish = WISH, **room: Any) -> str:
    return shortlists.keep(keeper=keeper, wish=wish, now=given.NOW, **(room or BEURSZAAL))


def seen(token: str, keeper: Keeper = STRANGER) -> ShortlistView:
    return told.shortlist(token, keeper=keeper)


def spaces(token: str, keeper: Keeper = STRANGER) -> list[str]:
    return [kept.room.space for kept in seen(token, keeper).kept]


def test_rooms_are_kept_in_order_with_what_was_asked_for(anna: Keeper):
    token = keep(anna)

    again = keep(anna, **KLEINE_ZAAL)

    assert again == token
    assert spaces(token) == ["beurszaal", "kleine-zaal"]
    assert seen(token).kept[0].wish == WISH


def test_a_room_kept_again_is_kept_for_the_new_wish_and_stands_there_once(anna: Keeper):
    token = keep(anna)
    shortlists.note(keeper=anna, token=token, text="boss likes this one", **BEURSZAAL)

    keep(anna, replace(WISH, delegates=60, layout=None, point=None, place=""))

    [kept] = seen(token).kept
    assert (kept.wish.delegates, kept.wish.layout, kept.note) == (60, None, "boss likes this one")


def test_whoever_has_the_link_sees_the_list_but_it_is_not_theirs(anna: Keeper):
    token = keep(anna)

    views = [seen(token), seen(token, Keeper(given.a_booker(given.BRAM))), seen(token, anna)]

    assert [view.is_own for view in views] == [False, False, True]
    assert all(len(view.kept) == 1 for view in views)


@pytest.mark.parametrize("act", ["remove", "put_back", "note", "rename"])
def test_nobody_but_its_owner_changes_a_list(anna: Keeper, act: str):
    token = keep(anna)
    acts: dict[str, Any] = {
        "remove": lambda who: shortlists.remove(keeper=who, token=token, now=given.NOW, **BEURSZAAL),
        "put_back": lambda who: shortlists.put_back(keeper=who, token=token, **BEURSZAAL),
        "note": lambda who: shortlists.note(keeper=who, token=token, text="mine", **BEURSZAAL),
        "rename": lambda who: shortlists.rename(keeper=who, token=token, title="mine"),
    }

    for who in (STRANGER, Keeper(given.a_booker(given.BRAM)), Keeper(GUEST, made_here=token)):
        with pytest.raises(NotYourShortlist):
            acts[act](who)

    assert (spaces(token), seen(token).title, seen(token).kept[0].note) == (["beurszaal"], "", "")


def test_a_guests_list_belongs_to_the_browser_that_made_it():
    given.a_venue()
    token = keep(STRANGER)
    browser = Keeper(GUEST, made_here=token)

    keep(browser, **KLEINE_ZAAL)

    assert spaces(token) == ["beurszaal", "kleine-zaal"]
    assert (seen(token, browser).is_own, seen(token).is_own) == (True, False)
    assert keep(STRANGER) != token


def test_after_signing_in_the_guests_list_is_the_persons(anna: Keeper):
    token = keep(STRANGER)

    shortlists.take_up(actor=anna.actor, token=token)

    assert seen(token, anna).is_own
    assert not seen(token, Keeper(GUEST, made_here=token)).is_own
    assert [one.token for one in told.own(keeper=anna)] == [token]


def test_a_list_that_has_an_owner_is_not_taken_up_by_another(anna: Keeper):
    token = keep(anna)

    shortlists.take_up(actor=given.a_booker(given.BRAM), token=token)

    assert seen(token, anna).is_own


def test_a_removed_room_comes_back_with_its_note(anna: Keeper):
    token = keep(anna)
    shortlists.note(keeper=anna, token=token, text=" boss likes this one ", **BEURSZAAL)

    shortlists.remove(keeper=anna, token=token, now=given.NOW, **BEURSZAAL)
    removed = seen(token, anna)
    shortlists.put_back(keeper=anna, token=token, **BEURSZAAL)

    assert (removed.kept, removed.removed and removed.removed.room) == ((), Room(given.DAMRAK, "beurszaal"))
    assert seen(token).kept[0].note == "boss likes this one"
    assert seen(token, anna).removed is None


def test_only_the_last_removed_can_be_put_back_and_only_its_owner_is_told(anna: Keeper):
    token = keep(anna)
    keep(anna, **KLEINE_ZAAL)
    shortlists.remove(keeper=anna, token=token, now=given.NOW, **BEURSZAAL)

    shortlists.remove(keeper=anna, token=token, now=given.NOW + timedelta(minutes=1), **KLEINE_ZAAL)

    with pytest.raises(RoomNotKept):
        shortlists.put_back(keeper=anna, token=token, **BEURSZAAL)
    assert seen(token).removed is None
    assert seen(token, anna).removed is not None


def test_removing_twice_is_as_once(anna: Keeper):
    token = keep(anna)

    for minutes in range(2):
        now = given.NOW + timedelta(minutes=minutes)
        shortlists.remove(keeper=anna, token=token, now=now, **BEURSZAAL)

    assert spaces(token) == []


def test_a_full_list_takes_no_more_but_what_is_on_it_can_be_kept_anew(anna: Keeper, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rules, "MOST_ROOMS", 1)
    token = keep(anna)
    keep(anna)

    with pytest.raises(ShortlistFull):
        keep(anna, **KLEINE_ZAAL)

    assert spaces(token) == ["beurszaal"]


def test_what_is_not_there_is_refused(anna: Keeper):
    token = keep(anna)

    with pytest.raises(SpaceUnknown):
        keep(anna, venue=given.DAMRAK, space="no-such-room")
    with pytest.raises(ShortlistUnknown):
        seen("no-such-list\x00")
    with pytest.raises(ShortlistUnknown):
        shortlists.rename(keeper=anna, token="no-such-list", title="mine")
    with pytest.raises(RoomNotKept):
        shortlists.remove(keeper=anna, token=token, now=given.NOW, **KLEINE_ZAAL)


def test_names_and_notes_have_a_length(anna: Keeper):
    token = keep(anna)
    shortlists.rename(keeper=anna, token=token, title=" Board days ")

    with pytest.raises(ShortlistTextTooLong):
        shortlists.rename(keeper=anna, token=token, title="x" * 101)
    with pytest.raises(ShortlistTextTooLong):
        shortlists.note(keeper=anna, token=token, text="x" * 301, **BEURSZAAL)

    assert seen(token).title == "Board days"


def test_links_cannot_be_guessed_from_each_other(anna: Keeper):
    tokens = {keep(STRANGER) for _ in range(5)}

    assert len(tokens) == 5
    assert all(len(token) >= 22 for token in tokens)
