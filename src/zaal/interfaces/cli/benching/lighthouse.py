"""Google's Lighthouse, run on one page as its mobile report does: a slow phone on a slow line, both simulated."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Mapping

VERSION = "12.8.2"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
PATIENCE_SECONDS = 180
# Now and then the browser gives it no trace of the page ("NO_NAVSTART"); the next time it does.
TRIES = 3
# What comes after the first view, on demand: pictures, and the map with its outline.
NOT_FIRST_VIEW = ("/static/vendor/leaflet/", "/static/vendor/outline/")


@dataclass(frozen=True, slots=True)
class Report:
    """What Lighthouse says of a page: scores to 100, milliseconds, bytes over the wire of the first view."""

    scores: dict[str, int]
    first_paint_ms: int
    largest_paint_ms: int
    blocked_ms: int
    layout_shift: float
    first_view_bytes: int
    faults: tuple[str, ...]


class Lighthouse:
    """The program, installed by npm into a folder of its own the first time."""

    def __init__(self, home: Path) -> None:
        self.program = home / "node_modules" / "lighthouse" / "cli" / "index.js"
        if not self._is_there():
            install(home)

    def report(self, url: str, *, headers: Mapping[str, str], noindex: bool = False) -> Report:
        """Measure one page; ``noindex`` says that it is kept from search engines on purpose, which is no fault.

        Fails: when the page is not answered, with what Lighthouse said.
        """
        with tempfile.TemporaryDirectory(prefix="zaal-lighthouse-") as folder:
            told, asked = Path(folder) / "report.json", Path(folder) / "headers.json"
            asked.write_text(json.dumps(dict(headers)), encoding="utf-8")
            words = ["node", str(self.program), url, "--quiet", "--output=json", f"--output-path={told}"]
            words += [
                f"--extra-headers={asked}",
                f"--chrome-flags={FLAGS}",
                f"--only-categories={','.join(CATEGORIES)}",
            ]
            words += ["--skip-audits=is-crawlable"] if noindex else []
            for _ in range(TRIES):
                done = subprocess.run(
                    words,
                    env={**os.environ, "CHROME_PATH": shutil.which("chromium") or ""},
                    capture_output=True,
                    text=True,
                    timeout=PATIENCE_SECONDS,
                    check=False,
                )
                if not done.returncode:
                    break
            else:
                message = f"Lighthouse failed on {url}:\n{done.stderr[-2000:]}"
                raise click.ClickException(message)
            return read(json.loads(told.read_text(encoding="utf-8")))

    def _is_there(self) -> bool:
        manifest = self.program.parents[1] / "package.json"
        return manifest.exists() and json.loads(manifest.read_text(encoding="utf-8"))["version"] == VERSION


def install(home: Path) -> None:
    """Install this version with npm. Fails with what to do where npm or Chromium is missing."""
    for program, origin in (("npm", "Node.js 20 or newer"), ("chromium", "Debian's package chromium")):
        if not shutil.which(program):
            message = f"measuring pages needs {program}: install {origin}"
            raise click.ClickException(message)
    home.mkdir(parents=True, exist_ok=True)
    words = ["npm", "install", "--prefix", str(home), "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run([*words, f"lighthouse@{VERSION}"], capture_output=True, text=True, check=False)
    if done.returncode:
        message = f"npm could not install lighthouse {VERSION}:\n{done.stderr[-2000:]}"
        raise click.ClickException(message)


def read(told: Mapping[str, Any]) -> Report:
    """Read a report as Lighthouse writes it in JSON."""
    audits = told["audits"]
    return Report(
        scores={name: round(told["categories"][name]["score"] * 100) for name in CATEGORIES},
        first_paint_ms=round(audits["first-contentful-paint"]["numericValue"]),
        largest_paint_ms=round(audits["largest-contentful-paint"]["numericValue"]),
        blocked_ms=round(audits["total-blocking-time"]["numericValue"]),
        layout_shift=round(audits["cumulative-layout-shift"]["numericValue"], 3),
        first_view_bytes=sum(
            one["transferSize"] for one in audits["network-requests"]["details"]["items"] if _first_view(one)
        ),
        faults=tuple(_faults(told)),
    )


def _first_view(request: Mapping[str, Any]) -> bool:
    return request["resourceType"] != "Image" and not any(part in request["url"] for part in NOT_FIRST_VIEW)


def _faults(told: Mapping[str, Any]) -> list[str]:
    """Name what cost points: every audit with a weight that did not score in full."""
    return [
        f"{reference['id']} {round(told['audits'][reference['id']]['score'] * 100)}"
        for category in told["categories"].values()
        for reference in category["auditRefs"]
        if reference["weight"]
        and (told["audits"][reference["id"]]["score"] or 0) < 1
        and told["audits"][reference["id"]]["score"] is not None
    ]
