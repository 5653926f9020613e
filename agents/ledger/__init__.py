"""What models cost: prices, one entry a call, budgets that hold under concurrency.

`entries` has the types; `agents.ledger.entries.Ledger` is the seam.
"""
