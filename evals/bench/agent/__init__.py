"""`aisle bench agent`: what the agent understands, and how long a turn takes it."""
