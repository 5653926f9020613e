"""Official clients, unmodified, against a running server: only the address and the key change."""
