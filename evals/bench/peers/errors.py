"""What can go wrong between Aisle and the frameworks that it is measured beside.

AssistantError
└── PeersError
    ├── PeerNotInstalled    its environment cannot be made
    └── PeerFailed          its process does not start or ended in between
"""

from assistant.errors import AssistantError


class PeersError(AssistantError):
    """Base of the errors of `aisle bench peers`; one sentence for a user."""


class PeerNotInstalled(PeersError):
    """A framework's environment cannot be made."""


class PeerFailed(PeersError):
    """A framework's process does not start or ended in between."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} ended or does not listen; its log says why.")
