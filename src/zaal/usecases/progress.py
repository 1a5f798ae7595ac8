"""How long work tells how far it is, whoever shows it."""

from __future__ import annotations

from collections.abc import Callable

# What is being done, how much of it is done, and how much there is (0: not known).
Report = Callable[[str, int, int], None]
