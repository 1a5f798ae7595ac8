"""Long work shows how far it is: a bar on a terminal, a line per step elsewhere."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zaal.usecases.progress import Report


@contextmanager
def shown() -> Iterator[Report]:
    """Give the work a way to report itself; on stderr, so that answers on stdout stay clean."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        tasks: dict[str, TaskID] = {}

        def report(step: str, done: int, whole: int) -> None:
            if step not in tasks:
                tasks[step] = progress.add_task(step, total=whole or None)
                if not console.is_terminal:
                    console.print(f"{step} …")
            progress.update(tasks[step], completed=done, total=whole or None)

        yield report
