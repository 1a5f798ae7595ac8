"""The hotel's desk: its diary, a room for whoever is on the phone, and closing rooms."""
