"""Pictures drawn from facts: a house from across the street, a room as one enters it, and the one to share."""
