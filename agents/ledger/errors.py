"""What can go wrong with the books.

AgentError
├── LedgerFailed            the store cannot be read or written; nothing was set aside or booked
├── LedgerClientMissing     the books are to be in Postgres and its client is not installed
└── entries.BudgetSpent     a call would go over a budget
    └── PriceMissing        the policy refuses models without a price, and this one has none
"""

from agents.errors import AgentError
from agents.ledger.entries import BudgetSpent


class LedgerFailed(AgentError):
    """The store of the books cannot be read or written."""

    retryable = True

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(
            f"the ledger {where} cannot be used ({reason}): check that it is a ledger's SQLite "
            "file on a local disk with space left, or that its Postgres server answers"
        )


class LedgerClientMissing(AgentError):
    """The books are to be in Postgres and its client is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "the ledger's URL names a Postgres server and its client is not installed: "
            "pip install '.[postgres]'"
        )


class PriceMissing(BudgetSpent):
    """A model without a price was asked for where the policy wants every call priced."""

    def __init__(self, model: str) -> None:
        AgentError.__init__(
            self,
            f"model {model!r} has no price and the policy refuses such models: give it a price, "
            "or price_as with a name of the price list",
        )
        self.scope = f"model {model}"
