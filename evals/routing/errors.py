"""What a replay of routed turns cannot do.

AssistantError
└── ReplayError             a log, a labels file or a policy cannot be used
    ├── LogUnreadable       no such file, or no turn with a route in it
    ├── LabelsUnreadable    a line of the labels file is wrong
    └── QualityUnsupported  the log's propensities say nothing of the new policy (exit code 3)
"""

from pathlib import Path

from assistant.errors import AssistantError


class ReplayError(AssistantError):
    """Base of this package's errors."""


class LogUnreadable(ReplayError):
    """There is nothing to replay."""


class LabelsUnreadable(ReplayError):
    """A labels file has a mistake."""

    exit_code = 2

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path} line {line}: {reason}.")


class QualityUnsupported(ReplayError):
    """The quality of the new policy cannot be estimated from this log."""

    exit_code = 3
