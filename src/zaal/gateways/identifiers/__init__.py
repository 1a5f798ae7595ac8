"""Numbers of companies and their tax: whether one is well formed; that it exists only a register can say."""

from __future__ import annotations

from stdnum.nl import btw
from stdnum.sg import uen

from zaal.domain.refusals import Invalid

MOST_CHARACTERS = 32


class VatIdNotValid(Invalid):
    """Not a Dutch VAT identification number: NL, nine digits, B, two digits, with a check that fits."""

    code = "vat_id_not_valid"


class UenNotValid(Invalid):
    """Not a unique entity number of Singapore, or its check letter does not fit."""

    code = "uen_not_valid"


def dutch_vat_id(written: str) -> str:
    """Return a Dutch VAT id with its NL and without spaces and dots, as documents have it.

    The nine digits pass the older 11-test, or the whole passes the mod-97 one of 2020. Refuses: VatIdNotValid.
    """
    if len(written) > MOST_CHARACTERS or not written.isascii() or not btw.is_valid(written):
        raise VatIdNotValid(vat_id=written[:MOST_CHARACTERS])
    return f"NL{btw.compact(written)}"


def singapore_uen(written: str) -> str:
    """Return a UEN in capitals without spaces: a business, a local company or another entity. Refuses: UenNotValid."""
    if len(written) > MOST_CHARACTERS or not written.isascii() or not uen.is_valid(written):
        raise UenNotValid(uen=written[:MOST_CHARACTERS])
    return str(uen.compact(written))
