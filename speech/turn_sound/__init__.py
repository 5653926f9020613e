"""How the voice sounds at a pause: finished, or as if more will come."""
