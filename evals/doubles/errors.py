"""What can go wrong with the doubles themselves.

DoublesError
├── ScriptUnreadable    a file of scripts has a mistake
├── ModelPackageMissing the real model cannot be served for want of a package
└── ServerNotReady      a server's process ended before it listened
"""


class DoublesError(Exception):
    """A double cannot run."""


class ScriptUnreadable(DoublesError):
    """The file says what no script can do."""


class ModelPackageMissing(DoublesError):
    """A package that serves the real model is not installed."""


class ServerNotReady(DoublesError):
    """The process that was to serve ended or did not listen in time."""
