"""What can be wrong with a function tool that a client declares.

AgentError
└── ToolInvalid   the declaration cannot be used; knows the field at fault
"""

from agents.errors import AgentError


class ToolInvalid(AgentError):
    """A declared tool, or the choice among tools, cannot be used.

    Args:
        message: One sentence for the client's developer.
        param: The field at fault, below the tool: "parameters.properties.size"; "" for the
            whole declaration.
    """

    public_message = "This app told me of something that I cannot use."

    def __init__(self, message: str, param: str = "") -> None:
        super().__init__(message)
        self.param = param
