from __future__ import annotations

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.db import transaction
from django.utils.translation import override

from zaal.interfaces.worker.letterbox import LetterboxBackend
from zaal.records.logbook.models import Letter

pytestmark = pytest.mark.usefixtures("committed", "clock_at_now")


def a_code(*recipients: str) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives("Your code", "It is 4711.", to=list(recipients))
    message.attach_alternative("<p>It is 4711.</p>", "text/html")
    return message


def test_a_message_is_kept_as_a_letter_about_no_fact():
    with override("nl"):
        LetterboxBackend().send_messages([a_code("anna@example.org")])

    letter = Letter.objects.get()
    assert (letter.fact_id, letter.recipient, letter.language) == (None, "anna@example.org", "nl")
    assert (letter.subject, letter.text, letter.html) == ("Your code", "It is 4711.", "<p>It is 4711.</p>")


def test_each_recipient_has_a_letter():
    sent = LetterboxBackend().send_messages([a_code("anna@example.org", "bram@example.org")])

    assert sent == 1
    assert sorted(Letter.objects.values_list("recipient", flat=True)) == ["anna@example.org", "bram@example.org"]


def test_inside_a_transaction_it_is_kept_after_the_commit():
    with transaction.atomic():
        LetterboxBackend().send_messages([EmailMessage("Plain", "Text.", to=["anna@example.org"])])
        assert not Letter.objects.exists()

    assert Letter.objects.get().subject == "Plain"


def test_what_rolled_back_sends_no_mail():
    with pytest.raises(RuntimeError, match="no sign-up"):
        _sign_up_and_fail()

    assert not Letter.objects.exists()


def test_django_finds_it_by_its_name():
    assert isinstance(get_connection("zaal.interfaces.worker.letterbox.LetterboxBackend"), LetterboxBackend)


@transaction.atomic
def _sign_up_and_fail() -> None:
    LetterboxBackend().send_messages([a_code("anna@example.org")])
    raise RuntimeError("no sign-up")  # noqa: EM101, TRY003 - the fault of the scene
