"""The account's letters and notices speak as the rest of Zaal does, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core import mail
from tests import given

if TYPE_CHECKING:
    from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]


@pytest.mark.parametrize(
    ("language", "subject", "opening"),
    [
        ("en", "Your sign-in code for Zaal", "This is your sign-in code:"),
        ("nl", "Uw inlogcode voor Zaal", "Dit is uw inlogcode:"),
        ("zh-hans", "您的 Zaal 登录验证码", "您的登录验证码是："),
    ],
)
def test_sign_in_code_stands_on_a_line_of_its_own(client: Client, language: str, subject: str, opening: str) -> None:
    given.a_booker()

    client.post("/accounts/login/code/", {"email": given.ANNA}, headers={"accept-language": language})

    lines = str(mail.outbox[0].body).splitlines()
    assert mail.outbox[0].subject == subject
    assert opening in lines
    assert any(len(line) == len("ABCD-EFGH") and line[4] == "-" for line in lines)


def test_stranger_is_told_that_the_address_has_no_account(client: Client) -> None:
    client.post("/accounts/password/reset/", {"email": "nobody@example.org"}, headers={"accept-language": "nl"})

    assert mail.outbox[0].subject == "Er is geen account met dit adres"
    assert "nobody@example.org" in str(mail.outbox[0].body)


def test_wrong_password_is_said_formally(client: Client) -> None:
    sent = {"login": given.ANNA, "password": "something else"}

    page = client.post("/accounts/login/", sent, headers={"accept-language": "nl"})

    assert "Het adres of het wachtwoord klopt niet." in page.content.decode()
