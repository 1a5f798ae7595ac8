"""The REST door: finds who asks, reads the request, calls one use-case or query, writes the answer."""
