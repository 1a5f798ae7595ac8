"""Choosing between rooms: compared side by side, kept on a shortlist, on the cheapest day of a month."""
