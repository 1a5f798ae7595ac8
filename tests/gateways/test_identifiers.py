from __future__ import annotations

import pytest

from zaal.gateways.identifiers import UenNotValid, VatIdNotValid, dutch_vat_id, singapore_uen


@pytest.mark.parametrize("vat_id", ["NL004495445B01", "NL002455799B11"])
def test_t40_a_dutch_vat_id_passes_the_old_test_or_the_new_one(vat_id: str):
    assert dutch_vat_id(vat_id) == vat_id


@pytest.mark.parametrize("written", ["nl 0044.95.445 b01", "NL004495445B01 ", "004495445B01"])
def test_a_dutch_vat_id_is_tidied(written: str):
    assert dutch_vat_id(written) == "NL004495445B01"


@pytest.mark.parametrize(
    "written", ["NL123456789B90", "", "NL", "DE136695976", "NL004495445B1", "NL00449544\u0665B01", "NL004495445B01" * 9]
)
def test_what_is_no_dutch_vat_id_is_refused(written: str):
    with pytest.raises(VatIdNotValid):
        dutch_vat_id(written)


@pytest.mark.parametrize("written", ["197401143C", "T01FC6132D", "t01fc6132d "])
def test_t40_a_uen_passes_in_each_of_its_forms(written: str):
    assert singapore_uen(written) == written.strip().upper()


@pytest.mark.parametrize("written", ["T08LL1234A", "", "197401143D", "T01FC6132", "T01FC6132D" * 9])
def test_what_is_no_uen_is_refused(written: str):
    with pytest.raises(UenNotValid):
        singapore_uen(written)
