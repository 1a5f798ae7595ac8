"""Help: pages of questions and answers in each language, the words of the field, and the first steps."""
