"""People as actors, and the tokens that act for them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import given

from zaal.domain.actors import GUEST, Role, Scope
from zaal.records.identity.models import Person, Token
from zaal.records.logbook.models import Fact
from zaal.records.organisations.models import Member
from zaal.usecases import accounts

pytestmark = pytest.mark.django_db

FIVE_MINUTES = timedelta(minutes=5)


def test_somebody_without_an_organisation_books_for_themselves():
    anna = given.a_booker()

    assert (anna.role, anna.hotels, anna.label) == (Role.BOOKER, frozenset(), "Anna")


def test_a_member_of_two_hotels_works_for_both_and_for_no_third():
    desk = given.a_hotel_member()
    other = given.a_hotel_member(given.MARINA)
    given.a_hotel_member("the-third-house")
    person = Person.objects.get(pk=desk.person_id)

    Member.objects.create(person=person, organisation_id=next(iter(other.hotels)))

    assert accounts.actor_of(person).hotels == desk.hotels | other.hotels
    assert accounts.actor_of(person).role == Role.HOTEL


def test_the_operator_is_one_also_when_working_for_a_hotel():
    operator = given.an_operator()
    organisation = next(iter(given.a_hotel_member().hotels))
    person = Person.objects.get(pk=operator.person_id)

    Member.objects.create(person=person, organisation_id=organisation)

    assert accounts.actor_of(person).role == Role.OPERATOR


def test_a_token_acts_for_its_person_within_its_scopes():
    anna = given.a_booker()
    token = given.a_token(anna, Scope.READ)

    actor = accounts.act_by_token(token=token, now=given.NOW, noted_every=FIVE_MINUTES)

    assert (actor.person_id, actor.scopes, actor.label) == (anna.person_id, frozenset({Scope.READ}), "Anna (test)")


def test_a_token_that_may_write_may_read_what_it_wrote():
    token = given.a_token(given.a_booker(), Scope.WRITE)

    actor = accounts.act_by_token(token=token, now=given.NOW, noted_every=FIVE_MINUTES)

    assert actor.scopes == frozenset(Scope)


def test_only_the_hash_of_a_token_is_kept():
    token = given.a_token()

    row = Token.objects.get()
    assert token not in str(vars(row))
    assert (row.start, len(row.digest)) == (token[:10], 64)
    assert token not in str(Fact.objects.get(kind="TokenCreated").data)


@pytest.mark.parametrize("wrong", ["", "zaal_", "zaal_\x00", "x" * 100_000, "zaal_ñ"])
def test_an_unknown_token_acts_for_nobody(wrong: str):
    given.a_token()

    with pytest.raises(accounts.TokenUnknown):
        accounts.act_by_token(token=wrong, now=given.NOW, noted_every=FIVE_MINUTES)


def test_a_token_of_somebody_who_left_acts_for_nobody():
    token = given.a_token()
    Person.objects.update(is_active=False)

    with pytest.raises(accounts.TokenUnknown):
        accounts.act_by_token(token=token, now=given.NOW, noted_every=FIVE_MINUTES)


def test_the_last_use_is_noted_now_and_then():
    token = given.a_token()

    noted = []
    for minutes in (0, 5, 6):
        accounts.act_by_token(token=token, now=given.NOW + timedelta(minutes=minutes), noted_every=FIVE_MINUTES)
        noted.append(Token.objects.get().last_used_at)

    assert noted == [given.NOW, given.NOW, given.NOW + timedelta(minutes=6)]


def test_a_revoked_token_ends_at_once_and_revoking_twice_is_once():
    anna = given.a_booker()
    token = given.a_token(anna)
    number = Token.objects.get().pk

    accounts.revoke_token(actor=anna, token_id=number, now=given.NOW)
    accounts.revoke_token(actor=anna, token_id=number, now=given.NOW + FIVE_MINUTES)

    assert Token.objects.get().revoked_at == given.NOW
    assert Fact.objects.filter(kind="TokenRevoked").count() == 1
    with pytest.raises(accounts.TokenUnknown):
        accounts.act_by_token(token=token, now=given.NOW, noted_every=FIVE_MINUTES)


def test_nobody_revokes_anothers_token():
    given.a_token(given.a_booker())
    number = Token.objects.get().pk

    for stranger in (given.a_booker(given.BRAM), given.an_operator(), GUEST):
        with pytest.raises(accounts.TokenUnknown):
            accounts.revoke_token(actor=stranger, token_id=number, now=given.NOW)

    assert Token.objects.get().revoked_at is None


@pytest.mark.parametrize("email", ["nobody@example.org", "", "\x00"])
def test_nobody_gets_a_token_who_has_not_signed_up(email: str):
    given.a_booker()

    with pytest.raises(accounts.PersonUnknown):
        accounts.create_token(email=email, name="test", scopes=["read"], now=given.NOW)


def test_a_token_is_made_however_the_address_is_typed():
    given.a_booker()

    assert accounts.create_token(email=" ANNA@Example.org ", name="test", scopes=["read"], now=given.NOW)


@pytest.mark.parametrize("scopes", [[], ["admin"], ["read", "admin"]])
def test_a_scope_that_does_not_exist_is_refused(scopes: list[str]):
    given.a_booker()

    with pytest.raises(accounts.ScopeUnknown):
        accounts.create_token(email=given.ANNA, name="test", scopes=scopes, now=given.NOW)

    assert not Token.objects.exists()


@pytest.mark.parametrize("name", ["a" * 101, "till\x00"])
def test_a_token_is_called_something_that_can_be_kept(name: str):
    given.a_booker()

    with pytest.raises(accounts.TokenNameTooLong):
        accounts.create_token(email=given.ANNA, name=name, scopes=["read"], now=given.NOW)

    assert not Token.objects.exists()


def test_choices_are_remembered_one_by_one_and_only_ones_own():
    anna, bram = given.a_booker(), given.a_booker(given.BRAM)

    accounts.remember(actor=anna, language="nl")
    accounts.remember(actor=anna, time_zone="Asia/Singapore", full_name="Anna de Vries")
    accounts.remember(actor=GUEST, language="nl")

    kept = Person.objects.get(pk=anna.person_id)
    assert (kept.language, kept.time_zone, kept.full_name) == ("nl", "Asia/Singapore", "Anna de Vries")
    assert Person.objects.get(pk=bram.person_id).language == "en"
