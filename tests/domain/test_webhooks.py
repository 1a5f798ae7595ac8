from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from zaal.domain.webhooks import SecretNotReadable, SignatureWrong, TimestampOutOfTolerance, sign, verify

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
MESSAGE = "msg_p5jXN8AQM9LWM0D4loKWxJek"
TIMESTAMP = "1614265330"
SENT_AT = datetime.fromtimestamp(1614265330, UTC)
BODY = b'{"test": 2432232314}'
SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def check(
    *, signatures: str = SIGNATURE, timestamp: str = TIMESTAMP, body: bytes = BODY, now: datetime = SENT_AT
) -> None:
    verify(SECRET, message_id=MESSAGE, timestamp=timestamp, signatures=signatures, body=body, now=now)


def test_t40_the_signature_is_the_standard_s_own():
    assert sign(SECRET, message_id=MESSAGE, sent_at=SENT_AT, body=BODY) == SIGNATURE


def test_a_message_with_our_signature_passes_also_beside_others():
    check()
    check(signatures=f"v1a,unknown v1,AAAA {SIGNATURE}")


@pytest.mark.parametrize(
    "signatures", ["", "v1,", SIGNATURE[3:], SIGNATURE[:-2], SIGNATURE.replace("v1", "v2"), "v1,é"]
)
def test_any_other_signature_is_refused(signatures: str):
    with pytest.raises(SignatureWrong):
        check(signatures=signatures)


def test_a_changed_body_or_moment_is_refused():
    with pytest.raises(SignatureWrong):
        check(body=BODY + b" ")
    with pytest.raises(SignatureWrong):
        check(timestamp="1614265331")


@pytest.mark.parametrize("minutes", [-5, 5])
def test_a_message_within_five_minutes_passes(minutes: int):
    check(now=SENT_AT + timedelta(minutes=minutes))


@pytest.mark.parametrize("seconds", [-301, 301])
def test_an_old_message_or_one_from_the_future_is_refused(seconds: int):
    with pytest.raises(TimestampOutOfTolerance):
        check(now=SENT_AT + timedelta(seconds=seconds))


@pytest.mark.parametrize("timestamp", ["", "soon", "-1614265330", "1614265330.5", "१६१४२६५३३०", "9" * 40])
def test_a_timestamp_that_is_no_number_of_seconds_is_refused(timestamp: str):
    with pytest.raises(TimestampOutOfTolerance):
        check(timestamp=timestamp)


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_c2hvcnQ=", SECRET[6:], "whsec_not base64!", SECRET + "é"])
def test_a_secret_that_cannot_be_one_is_refused(secret: str):
    with pytest.raises(SecretNotReadable):
        sign(secret, message_id=MESSAGE, sent_at=SENT_AT, body=BODY)
