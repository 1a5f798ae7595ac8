"""The rooms of a house as its own people manage them: the table, one room, and a capacity chart on its way in."""
