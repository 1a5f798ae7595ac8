from __future__ import annotations

import re

import pytest

from zaal.domain.references import ALPHABET, new_reference, tidy


@pytest.mark.parametrize(("kind", "letter"), [("quote", "Q"), ("option", "O"), ("booking", "B")])
def test_a_reference_says_what_it_is_of(kind: str, letter: str):
    assert re.fullmatch(rf"{letter}-[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}", new_reference(kind))


@pytest.mark.parametrize("alike", ["0O", "1IL", "2Z", "5S", "8B", "UV"])
def test_what_is_drawn_holds_no_two_signs_that_look_alike(alike: str):
    assert not set(ALPHABET) & set(alike)


def test_two_references_differ():
    assert len({new_reference("booking") for _ in range(1000)}) == 1000


@pytest.mark.parametrize("typed", ["B-7KMF-3XTD", "b7kmf3xtd", " b 7kmf 3xtd ", "B7KMF-3XTD", "b–7kmf–3xtd"])  # noqa: RUF001 - people type such dashes
def test_a_reference_is_understood_as_people_type_it(typed: str):
    assert tidy(typed) == "B-7KMF-3XTD"


def test_what_is_no_reference_stays_as_it_was_typed():
    assert tidy(" tuinzaal ") == "TUINZAAL"
