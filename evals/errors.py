"""What can go wrong in an eval, each with what to do about it.

EvalError
|- ScenarioInvalid      a scenario file cannot be read, or says what cannot be
|- RunFolderInUse       another run writes there
|- RunUnreadable        a folder holds no run, or a broken one
`- EvalExtraMissing     a library of the `evals` extra is not installed
"""

from assistant.errors import AssistantError


class EvalError(AssistantError):
    """Something that whoever runs an eval can mend."""


class ScenarioInvalid(EvalError):
    """A scenario cannot be played as it is written."""


class RunFolderInUse(EvalError):
    """Another run writes into the folder."""


class RunUnreadable(EvalError):
    """There is no run there, or not a whole one."""


class EvalExtraMissing(EvalError):
    """A library that only evals need is not there."""
