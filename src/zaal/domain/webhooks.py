"""Signatures of messages to other systems, as Standard Webhooks has them (standardwebhooks.com)."""

from __future__ import annotations

import binascii
import hmac
from base64 import b64decode, b64encode
from datetime import UTC, datetime, timedelta

from zaal.domain.refusals import Invalid, NotAllowed

VERSION = "v1"
SECRET_PREFIX = "whsec_"  # noqa: S105 - what marks a secret, not one
TOLERANCE = timedelta(minutes=5)
# 24 to 64 bytes of secret, says the standard.
LEAST_BYTES, MOST_BYTES = 24, 64


class SecretNotReadable(Invalid):
    """A secret that is not ``whsec_`` and 24 to 64 bytes in base64."""

    code = "secret_not_readable"


class TimestampOutOfTolerance(NotAllowed):
    """The message says it was sent more than five minutes ago, or that far in the future."""

    code = "timestamp_out_of_tolerance"


class SignatureWrong(NotAllowed):
    """None of the signatures is one of ours over this very message."""

    code = "signature_wrong"


def sign(secret: str, *, message_id: str, sent_at: datetime, body: bytes) -> str:
    """Sign a message: HMAC-SHA256 over ``id.seconds.body``, in base64 after ``v1,``. Refuses: SecretNotReadable."""
    signed = b".".join((message_id.encode(), str(int(sent_at.timestamp())).encode(), body))
    return f"{VERSION},{b64encode(hmac.digest(_key(secret), signed, 'sha256')).decode('ascii')}"


def verify(  # noqa: PLR0913 - a message has these headers
    secret: str, *, message_id: str, timestamp: str, signatures: str, body: bytes, now: datetime
) -> None:
    """Pass a message that carries our signature and was sent within five minutes of ``now``.

    ``signatures`` is the header: several, parted by spaces, while a secret is being changed; those of other
    versions are passed over. Refuses: SecretNotReadable, TimestampOutOfTolerance, SignatureWrong.
    """
    sent_at = _moment(timestamp)
    if abs(now - sent_at) > TOLERANCE:
        raise TimestampOutOfTolerance(timestamp=timestamp)
    ours = sign(secret, message_id=message_id, sent_at=sent_at, body=body).encode()
    told = signatures.encode("utf-8", "replace").split()
    # Each one is compared in full, so that the time it takes says nothing about how near one came.
    if not sum(hmac.compare_digest(ours, theirs) for theirs in told):
        raise SignatureWrong(message_id=message_id)


def _key(secret: str) -> bytes:
    try:
        key = b64decode(secret.removeprefix(SECRET_PREFIX), validate=True)
    except (binascii.Error, ValueError) as error:
        raise SecretNotReadable from error
    if not secret.startswith(SECRET_PREFIX) or not LEAST_BYTES <= len(key) <= MOST_BYTES:
        raise SecretNotReadable
    return key


def _moment(timestamp: str) -> datetime:
    """Read seconds since 1970, written in plain digits."""
    if not (timestamp.isascii() and timestamp.isdecimal()) or len(timestamp) > len("9999999999"):
        raise TimestampOutOfTolerance(timestamp=timestamp[:20])
    return datetime.fromtimestamp(int(timestamp), UTC)
