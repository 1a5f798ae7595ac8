"""The living page of the design system: what there is, in all its states."""
