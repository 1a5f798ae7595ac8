"""Reads house files, and tells everything in them that is no such thing at once, each with its place."""

from __future__ import annotations

import json
from datetime import date, time
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, get_args, get_origin

from zaal.domain.houses import HousePlan, RatesPlan
from zaal.domain.mistakes import Mistake, require_none
from zaal.domain.money import MixedCurrencies, Money
from zaal.domain.period import YEARS
from zaal.domain.refusals import Invalid
from zaal.gateways import files
from zaal.gateways.houses import shape, workbook

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zaal.domain.refusals import Refusal

VERSION: Final = 1
VERSION_KEY: Final = "zaal_house"
CURRENCY: Final = "currency"
LIMIT_BYTES: Final = 1024 * 1024
MOST_ROWS: Final = 2000
LONGEST_TEXT: Final = 2000
MOST_NUMBER: Final = 2_000_000_000
MOST_DIGITS: Final = 20
# Languages as hotels name them, by the name they have here.
SPOKEN: Final = {"zh": "zh-hans", "zh-cn": "zh-hans", "zh-sg": "zh-hans"}


class HouseVersionUnknown(Invalid):
    """No house file, or one of a kind that is not known here; ``known`` is the one that is."""

    code = "house_version_unknown"


class HouseKeyUnknown(Invalid):
    """A key that means nothing there; ``nearest`` is the one probably meant."""

    code = "house_key_unknown"


class HouseKeyMissing(Invalid):
    """A key that has to be there."""

    code = "house_key_missing"


class HouseValueWrong(Invalid):
    """A value of another kind than stands there; ``wanted`` says which."""

    code = "house_value_wrong"


class OrganisationNameUnknown(Invalid):
    """A deal or contract with an organisation that nobody here is called, or several are."""

    code = "organisation_name_unknown"


def named_organisations(data: bytes, *, filename: str) -> frozenset[str | int]:
    """Return the names and numbers of organisations that a file speaks of. Refuses: as ``read``."""
    return frozenset(_named(_object(data, filename)))


def read(data: bytes, *, filename: str, organisations: Mapping[str | int, int | None]) -> HousePlan:
    """Read a whole house; ``organisations`` gives the number of each name that is known.

    Refuses: FileTooLarge, FileNotReadable, HouseVersionUnknown, HouseWrong.
    """
    told = _object(data, filename)
    facts = told.get("facts")
    reader = _Reader(facts.get(CURRENCY) if isinstance(facts, dict) else None, organisations)
    reader.same_currency(told, "")
    parts = {key: one for key, one in told.items() if key not in (VERSION_KEY, CURRENCY)}
    plan: HousePlan = reader.value(HousePlan, parts, "")
    require_none(reader.mistakes)
    return plan


def read_rates(data: bytes, *, filename: str, organisations: Mapping[str | int, int | None]) -> RatesPlan:
    """Read the rates of a house: ``currency``, ``rates`` and ``spaces``. Refuses: as ``read``."""
    told = _object(data, filename)
    reader = _Reader(told.get(CURRENCY), organisations)
    plan: RatesPlan = reader.value(RatesPlan, {key: one for key, one in told.items() if key != VERSION_KEY}, "")
    require_none(reader.mistakes)
    return plan


class _Reader:
    """Turns plain values into the domain's, and gathers what does not fit."""

    def __init__(self, currency: object, organisations: Mapping[str | int, int | None]) -> None:
        self.currency = currency
        self.organisations = organisations
        self.mistakes: list[Mistake] = []

    def wrong(self, at: str, refusal: Refusal) -> None:
        self.mistakes.append(Mistake(at, refusal))

    def not_a(self, wanted: str, found: object, at: str) -> None:
        self.wrong(at, HouseValueWrong(wanted=wanted, found=_short(found)))

    def same_currency(self, row: dict[str, object], at: str) -> None:
        """Compare what a row says of its currency with what the house says."""
        named = row.get(CURRENCY, self.currency)
        if named != self.currency:
            self.wrong(_inside(at, CURRENCY), MixedCurrencies(one=_short(self.currency), other=_short(named)))

    def value(self, kind: Any, found: object, at: str) -> Any:  # noqa: PLR0911 - one way of reading per kind
        """Read one value; None where it is none, and then a mistake is told."""
        if found is None and shape.may_be_nothing(kind):
            return None
        kinds = shape.members(kind)
        kind = kinds[0] if len(kinds) == 1 else _likest(kinds, found)
        if shape.is_object(kind):
            return self.fielded(kind, found, at)
        origin = get_origin(kind)
        if origin in (tuple, frozenset):
            return self.rows(origin, get_args(kind)[0], found, at)
        if origin is dict:
            return self.texts(found, at)
        if kind is Money:
            figure = _decimal(found.get("amount") if isinstance(found, dict) else found)
            if figure is None:
                return self.not_a("number", found, at)
            if isinstance(found, dict):
                self.same_currency(found, at)
            return Money(figure, str(self.currency))
        if isinstance(kind, type) and issubclass(kind, Enum):
            codes = [str(one.value) for one in kind]
            return kind(found) if isinstance(found, str) and found in codes else self.one_of(codes, found, at)
        wanted, read_one = _PLAIN[kind]
        read = read_one(found)
        return self.not_a(wanted, found, at) if read is None else read

    def fielded(self, kind: Any, found: object, at: str) -> Any:
        """Read an object by the fields of its kind."""
        if not isinstance(found, dict):
            return self.not_a("object", found, at)
        known = {field.key: field for field in shape.fields(kind)}
        if CURRENCY not in known:
            self.same_currency(found, at)
        for key in found:
            if key not in known and key != CURRENCY:
                near = get_close_matches(key, known, n=1, cutoff=0.0)
                facts = {"key": key[:60], "nearest": near[0] if near else "", "known": sorted(known)}
                self.wrong(_inside(at, key[:60]), HouseKeyUnknown(**facts))
        values = shape.left_out(kind)
        for key, field in known.items():
            place = _inside(at, key)
            if key not in found:
                if field.default is shape.NEEDED:
                    self.wrong(place, HouseKeyMissing(key=key))
                values[field.name] = None if field.default is shape.NEEDED else field.default
            elif field.names_organisations:
                values[field.name] = self.named(found[key], place)
            else:
                values[field.name] = self.value(field.kind, found[key], place)
        # What has mistakes in it is made into nothing: it is refused as a whole.
        return None if self.mistakes else kind(**values)

    def rows(self, origin: Any, kind: Any, found: object, at: str) -> Any:
        """Read a list of one kind of row."""
        if not isinstance(found, list):
            return self.not_a("list", found, at)
        if len(found) > MOST_ROWS:
            return self.wrong(at, files.TooManyRows(filename=at, limit=MOST_ROWS))
        return origin([self.value(kind, row, f"{at}[{number}]") for number, row in enumerate(found)])

    def texts(self, found: object, at: str) -> dict[str, str] | None:
        """Read texts by language; Chinese also under the shorter names that hotels give it."""
        if not isinstance(found, dict):
            self.not_a("object", found, at)
            return None
        return {str(SPOKEN.get(key, key)): self.value(str, text, _inside(at, key[:60])) for key, text in found.items()}

    def one_of(self, codes: list[str], found: object, at: str) -> None:
        """Tell a word that is none of these."""
        self.wrong(at, HouseValueWrong(wanted="one_of", found=_short(found), choices=codes))

    def named(self, found: object, at: str) -> Any:
        """Find the number of an organisation, or of several."""
        if isinstance(found, list):
            return frozenset(self.named(one, f"{at}[{place}]") for place, one in enumerate(found[:MOST_ROWS]))
        number = self.organisations.get(found) if isinstance(found, str | int) else None
        if number is None and found is not None:
            self.wrong(at, OrganisationNameUnknown(organisation=_short(found)))
        return number


def _object(data: bytes, filename: str) -> dict[str, Any]:
    """Read the JSON object of a house file, figures to the last digit; or what a workbook says of it."""
    files.check_size(data, filename=filename, limit_bytes=LIMIT_BYTES)
    if data.startswith(workbook.ZIP):
        return _of_version(workbook.read(data, filename=filename), filename)
    text = files.utf8(data, filename=filename)
    try:
        told = json.loads(text, parse_float=Decimal, parse_constant=_no_number, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise files.FileNotReadable(filename=filename, reason="json", line=error.lineno) from error
    except (RecursionError, ValueError, InvalidOperation) as error:
        raise files.FileNotReadable(filename=filename, reason="json", line=1) from error
    return _of_version(told, filename)


def _of_version(told: Any, filename: str) -> dict[str, Any]:
    if not isinstance(told, dict) or told.get(VERSION_KEY) != VERSION:
        found = told.get(VERSION_KEY) if isinstance(told, dict) else None
        raise HouseVersionUnknown(filename=filename, key=VERSION_KEY, known=VERSION, found=_short(found))
    return told


def _named(value: object) -> Iterator[str | int]:
    """Find what stands under the keys that name organisations."""
    if isinstance(value, list):
        for one in value:
            yield from _named(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            if key in {"organisation", "organisations"}:
                yield from (name for name in (one if isinstance(one, list) else [one]) if isinstance(name, str | int))
            else:
                yield from _named(one)


def _no_number(text: str) -> object:
    raise ValueError(text)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Refuse a key that stands twice: only one of its values would count."""
    told = dict(pairs)
    if len(told) != len(pairs):
        raise ValueError(sorted(key for key, _ in pairs))
    return told


def _likest(kinds: tuple[Any, ...], found: object) -> Any:
    """Choose of several kinds of object the one that has most of the keys."""
    keys = set(found) if isinstance(found, dict) else set()
    return max(kinds, key=lambda kind: len(keys & {field.key for field in shape.fields(kind)}))


def _text(found: object) -> str | None:
    if not isinstance(found, str) or len(found) > LONGEST_TEXT or "\x00" in found:
        return None
    # Half of a pair of code units is no character anybody could keep.
    return found if found.isascii() or found.encode(errors="ignore").decode() == found else None


def _decimal(found: object) -> Decimal | None:
    if isinstance(found, bool) or not isinstance(found, str | int | Decimal):
        return None
    try:
        figure = Decimal(found) if len(str(found)) <= MOST_DIGITS else None
    except InvalidOperation:
        return None
    fits = figure is not None and figure.is_finite() and abs(figure.adjusted()) <= MOST_DIGITS
    return figure if fits else None


def _whole(found: object) -> int | None:
    is_whole = isinstance(found, int) and not isinstance(found, bool)
    return found if is_whole and isinstance(found, int) and abs(found) <= MOST_NUMBER else None


def _day(found: object) -> date | None:
    try:
        day = date.fromisoformat(found) if isinstance(found, str) and len(found) == len("2027-03-18") else None
    except ValueError:
        return None
    return day if day is not None and day.year in YEARS else None


def _time(found: object) -> time | None:
    try:
        return time.fromisoformat(found) if isinstance(found, str) and len(found) == len("09:00") else None
    except ValueError:
        return None


def _float(found: object) -> float | None:
    figure = _decimal(found)
    return None if figure is None else float(figure)


def _yes_no(found: object) -> bool | None:
    return found if isinstance(found, bool) else None


_PLAIN: Final[dict[Any, tuple[str, Any]]] = {
    str: ("text", _text),
    bool: ("yes_no", _yes_no),
    int: ("whole_number", _whole),
    float: ("number", _float),
    Decimal: ("number", _decimal),
    date: ("day", _day),
    time: ("time", _time),
}


def _inside(at: str, key: str) -> str:
    return f"{at}.{key}" if at else key


def _short(found: object) -> str:
    return str(found)[:60]
