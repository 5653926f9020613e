"""Reply plans, and the templates that say them for the ear."""
