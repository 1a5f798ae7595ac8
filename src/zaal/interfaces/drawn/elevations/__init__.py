"""Kinds of houses as they stand: each draws itself in metres on a board."""
