"""The places people search near and the names they type for them: a copy of the shipped gazetteer."""
