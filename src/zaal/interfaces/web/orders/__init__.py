"""Pages of event orders: the customer's form, and the house's orders, run sheet and door cards."""
