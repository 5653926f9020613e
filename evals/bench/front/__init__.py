"""What the WebSocket adds to a spoken answer."""
