"""The site's own CSS: many small files to write in, one file to send."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

if TYPE_CHECKING:
    from collections.abc import Iterator

STATIC = Path(__file__).resolve().parent / "static"
BUNDLE = "css/zaal.css"
FIRST = ("css/tokens.css", "css/reset.css", "css/base.css")
FOLDERS = ("css/system", "css/components", "css/pages")

# What may hold anything is kept as it is; all else loses comments and the blanks nobody needs.
_PIECES = re.compile(r"""(?P<kept>"[^"]*"|'[^']*'|url\([^)]*\))|/\*.*?\*/|\s+""", re.DOTALL)
_NEEDLESS = re.compile(r"""("[^"]*"|'[^']*'|url\([^)]*\))| ?([{};,]) ?|(: )""")
_URL = re.compile(r"""url\(\s*["']?(?![a-z]+:|/|#)([^"')]+)["']?\s*\)""")


def sheets() -> list[str]:
    """Name the site's own style sheets in the order they are sent: tokens first, then each folder by name."""
    found = [sorted((STATIC / folder).glob("*.css")) for folder in FOLDERS]
    return [*FIRST, *(file.relative_to(STATIC).as_posix() for folder in found for file in folder)]


def compose() -> str:
    """Put all style sheets into one text; relative addresses in them are told from where the bundle stands."""
    return "\n".join(shrunk(_from_bundle(name, (STATIC / name).read_text())) for name in sheets()) + "\n"


def shrunk(css: str) -> str:
    """Take comments and needless blanks out; strings and addresses stay as written."""
    spaced = _PIECES.sub(lambda piece: piece["kept"] or " ", css)
    tight = _NEEDLESS.sub(lambda piece: piece[1] or piece[2] or ":", spaced)
    return tight.replace(";}", "}").strip()


def _from_bundle(name: str, css: str) -> str:
    def told(address: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), address[1]))
        return f'url("{posixpath.relpath(target, posixpath.dirname(BUNDLE))}")'

    return _URL.sub(told, css)


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # it has no types
    """Static files with hashed names, compressed, and the site's own style sheets as one."""

    def post_process(self, paths: dict[str, Any], **options: Any) -> Iterator[tuple[str, str | None, bool]]:
        """Write the bundle among the gathered files, so that it is hashed and compressed like them."""
        if not options.get("dry_run"):
            self.delete(BUNDLE)
            self.save(BUNDLE, ContentFile(compose().encode()))
            paths = {name: path for name, path in paths.items() if name not in set(sheets())}
            paths[BUNDLE] = (self, BUNDLE)
        yield from super().post_process(paths, **options)
