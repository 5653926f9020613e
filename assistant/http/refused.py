"""What a client asked for and cannot have, told in the shape of every other error."""

from assistant.errors import AssistantError


class Refused(AssistantError):
    """A request that cannot be met as it is.

    Args:
        message: One sentence that says what to do.
        param: The field at fault.
        code: A name for programs.
        status: Of HTTP.
    """

    def __init__(
        self, message: str, *, param: str | None = None, code: str | None = None, status: int = 400
    ) -> None:
        super().__init__(message)
        self.param = param
        self.code = code
        self.status = status


class NotThere(Refused):
    """What was named is not there, or not the caller's: nobody is told which."""

    def __init__(self, message: str, code: str = "not_found") -> None:
        super().__init__(message, code=code, status=404)


class TextOnly(Refused):
    """This server has no recogniser and no voice."""

    def __init__(self) -> None:
        super().__init__(
            "This server serves text only: start it with server.voice = true.",
            code="text_only",
            status=404,
        )
