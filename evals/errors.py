"""What can go wrong in an eval, each with what to do about it.

EvalError
|- ScenarioInvalid      a scenario file cannot be read, or says what cannot be
|- RunFolderInUse       another run writes there
|- RunUnreadable        a folder holds no run, or a broken one
|- RunChanged           a run cannot go on: the assistant or the catalog is another by now
|- RunStopped           a run ended before its last trial; it may go on
|- ConditionUnknown     a condition of a spoken run means nothing
|- LabelsInvalid        a file of labels cannot be read
|- NotErased            something made from a conversation could not be erased
|- JudgeUnknown         the routing policy has no such model, or it cannot be opened
`- EvalExtraMissing     a library of the `evals` extra is not installed
"""

from pathlib import Path
from typing import Self

from assistant.errors import AssistantError


class EvalError(AssistantError):
    """Something that whoever runs an eval can mend."""


class ScenarioInvalid(EvalError):
    """A scenario cannot be played as it is written."""


class RunFolderInUse(EvalError):
    """Another run writes into the folder."""


class RunUnreadable(EvalError):
    """There is no run there, or not a whole one."""


class ConditionUnknown(EvalError):
    """A condition of a plan is none that there is."""


class RunChanged(EvalError):
    """What a stopped run was played with is not what is there now."""


class RunStopped(EvalError):
    """A run ended before its last trial; what has ended is kept."""


class LabelsInvalid(EvalError):
    """A file of labels cannot be read, or a line of it is no label."""


class NotErased(EvalError):
    """Something that was made from a conversation could not be erased."""

    @classmethod
    def because(cls, path: Path, error: OSError) -> Self:
        """Say which file stood in the way, and why."""
        why = error.strerror or str(error)
        return cls(f"{path} could not be erased ({why}); mend that and erase again.")


class EvalExtraMissing(EvalError):
    """A library that only evals need is not there."""


class JudgeUnknown(EvalError):
    """There is no model of that name that could judge."""
