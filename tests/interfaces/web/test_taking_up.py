"""A quote made before signing in: it becomes the customer's in the browser that made it, and in no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from tests import given
from tests.interfaces.web.test_sales_pages import a_form

from zaal.records.identity.models import Person
from zaal.records.sales.models import Quote

if TYPE_CHECKING:
    from pytest_django import DjangoCaptureOnCommitCallbacks

    from zaal.domain.actors import Actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]


def signs_in(client: Client, actor: Actor, capture: DjangoCaptureOnCommitCallbacks) -> None:
    person = Person.objects.get(pk=actor.person_id or 0)
    person.set_password(given.PASSWORD)
    person.save()
    with capture(execute=True):
        client.post("/accounts/login/", {"login": person.email, "password": given.PASSWORD})


def test_guests_quote_is_among_my_bookings_once_signed_in(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    given.a_venue()
    client.post("/quotes", a_form())

    signs_in(client, given.a_booker(), django_capture_on_commit_callbacks)

    assert Quote.objects.get().reference in client.get("/bookings").content.decode()


def test_whoever_signs_in_elsewhere_and_opens_the_quote_does_not_get_it(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    given.a_venue()
    client.post("/quotes", a_form())
    colleague = Client()

    signs_in(colleague, given.a_booker("ben@example.org"), django_capture_on_commit_callbacks)
    answer = colleague.get(f"/quotes/{Quote.objects.get().reference}")

    assert answer.status_code == 200
    assert Quote.objects.get().person_id is None


def test_quote_taken_up_elsewhere_stays_with_its_customer(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    given.a_venue()
    client.post("/quotes", a_form())
    anna = given.a_booker()
    Quote.objects.update(person_id=anna.person_id)

    signs_in(client, given.a_booker("ben@example.org"), django_capture_on_commit_callbacks)

    assert Quote.objects.get().person_id == anna.person_id
