"""Message catalogues: collected from code and templates, compiled, and checked for gaps. Babel does the work."""

from __future__ import annotations

import ast
import io
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Message

PACKAGE = Path(__file__).resolve().parents[2]
LOCALES = PACKAGE / "interfaces" / "locale"
SOURCE_LANGUAGE = "en"
# How Django's functions take their texts; modules may call them by other names, templates by these and by "_".
TRANSLATION = "django.utils.translation"
FUNCTIONS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
IN_TEMPLATES = FUNCTIONS | {"_": None}
# %(name)s and {name}, and every other per cent sign: a single one left in a translation would break the page.
PLACEHOLDER = re.compile(r"%%?\(\w+\)[a-z]|%%|%|\{\w*\}")


@click.group()
def messages() -> None:
    """The texts of the product in its languages."""


@messages.command("update")
def update() -> None:
    """Collect every text from code and templates into the catalogues; nothing translated is lost."""
    template = collected()
    for language in languages():
        path = _po(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        catalog = _read(language)
        catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
        with path.open("wb") as file:
            write_po(file, catalog, width=100, ignore_obsolete=True, sort_output=True, no_location=True)
        click.echo(f"{language}: {len(catalog)} texts, {len(list(gaps(template, catalog)))} to translate")


@messages.command("check")
def check() -> None:
    """Fail when a text has no translation in some language, or one with other placeholders."""
    wanted = collected()
    faults = [f"{language}: {fault}" for language in languages() for fault in gaps(wanted, _read(language))]
    for fault in faults:
        click.echo(fault)
    click.echo(f"{len(faults)} faults in {len(languages())} catalogue(s)")
    sys.exit(1 if faults else 0)


@messages.command("compile")
def compile_() -> None:
    """Write the compiled catalogues that Django reads."""
    compile_all()


def compile_all() -> None:
    """Compile every catalogue beside its source; each is there whole or as it was, also for who reads it meanwhile."""
    for language in languages():
        compiled = io.BytesIO()
        write_mo(compiled, _read(language))
        target = _po(language).with_suffix(".mo")
        written = target.with_suffix(f".{os.getpid()}.tmp")
        written.write_bytes(compiled.getvalue())
        written.replace(target)


def languages() -> list[str]:
    """Return the languages with a catalogue: all but the one the texts are written in."""
    return [code for code, _ in settings.LANGUAGES if code != SOURCE_LANGUAGE]


def gaps(wanted: Catalog, translated: Catalog) -> Iterator[str]:
    """Name every text without a translation, or whose placeholders differ."""
    for message in wanted:
        if not message.id:
            continue
        texts = _texts(message.id)
        there = translated.get(message.id, message.context)
        if there is None or not _is_complete(there, translated, forms=len(texts)):
            yield f"no translation: {texts[0]!r}"
        elif not _same_placeholders(texts, _texts(there.string)):
            yield f"other placeholders: {texts[0]!r}"


def collected(root: Path = PACKAGE) -> Catalog:
    """Collect all texts of the code and templates below a folder."""
    catalog = Catalog(charset="utf-8")
    for path in sorted([*root.rglob("*.py"), *root.rglob("*.html"), *root.rglob("*.txt")]):
        if path.suffix != ".py" and "templates" not in path.parts:
            continue
        source = path.read_text(encoding="utf-8")
        keywords = _own_names(source) if path.suffix == ".py" else IN_TEMPLATES
        code = source if path.suffix == ".py" else _as_code(source, path)
        for line, text, comments, context in extract("python", io.BytesIO(code.encode()), keywords=keywords):
            catalog.add(text, None, [(path.name, line)], auto_comments=comments, context=context)
    return catalog


def _own_names(source: str) -> dict[str, Any]:
    """Return Django's functions, also by the names that a module gives them."""
    imports = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom)]
    names = [name for node in imports if node.module == TRANSLATION for name in node.names]
    return FUNCTIONS | {name.asname: FUNCTIONS[name.name] for name in names if name.asname and name.name in FUNCTIONS}


def _as_code(template: str, path: Path) -> str:
    """Write a template's texts as calls; without indentation, which would mean something in Python."""
    return "\n".join(line.strip() for line in templatize(template, origin=str(path)).splitlines())


def _po(language: str) -> Path:
    return LOCALES / to_locale(language) / "LC_MESSAGES" / "django.po"


def _read(language: str) -> Catalog:
    path = _po(language)
    if not path.exists():
        return Catalog(locale=to_locale(language), charset="utf-8", project="Zaal", header_comment="", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=to_locale(language))


def _is_complete(message: Message, catalog: Catalog, *, forms: int) -> bool:
    """Tell whether a text is translated, in all its plural forms; one marked fuzzy is not compiled, so it is not."""
    texts = _texts(message.string)
    return not message.fuzzy and all(texts) and len(texts) == (catalog.num_plurals if forms > 1 else 1)


def _texts(text: object) -> tuple[str, ...]:
    return tuple(part or "" for part in text) if isinstance(text, (tuple, list)) else (str(text or ""),)


def _same_placeholders(wanted: tuple[str, ...], there: tuple[str, ...]) -> bool:
    """Compare plural with plural; a singular may leave some out ("one day") but bring nothing of its own."""
    known = set().union(*map(_placeholders, wanted))
    return _placeholders(there[-1]) == _placeholders(wanted[-1]) and all(_placeholders(text) <= known for text in there)


def _placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))
