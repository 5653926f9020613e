"""Many conversations at once with a real server, through the Realtime protocol."""
