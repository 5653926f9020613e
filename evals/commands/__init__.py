"""The `aisle eval` commands; each is imported only when it is called."""
