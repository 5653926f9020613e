"""The graph's nodes, one file each; `agents.graph` joins them."""
