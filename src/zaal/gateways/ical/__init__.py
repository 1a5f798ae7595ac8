"""iCalendar files: read into blocks of a diary, written as a booking's calendar entry."""
