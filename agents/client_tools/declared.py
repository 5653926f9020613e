"""Function tools and the choice among them, read from what a client declared.

Takes both of OpenAI's shapes: Realtime's flat one and the one of chat completions, which is
nested under "function". The schema itself is checked by `agents.client_tools.schema_check`.
"""

import re
from collections.abc import Sequence

from pydantic import JsonValue

from agents.client_tools.errors import ToolInvalid
from agents.client_tools.schema_check import check_schema
from agents.client_tools.tool import ClientTool, ToolChoice

MOST_TOOLS = 128
"""Of one session or request, as in OpenAI's API."""
LONGEST_DESCRIPTION = 4_096
"""Characters. A longer one says nothing more to a chooser."""
_NAME = re.compile(r"[a-zA-Z0-9_-]{1,64}")


def tool_of(declared: object) -> ClientTool:
    """Return the tool that a client declared.

    Args:
        declared: {"type": "function", "name", "description", "parameters"}, or the same with
            all but the type under "function".

    Raises:
        ToolInvalid: It cannot be used; says which field and why.
    """
    if not isinstance(declared, dict):
        raise ToolInvalid("A tool must be an object with type, name and parameters.")
    kind = declared.get("type", "function")
    if kind != "function":
        raise ToolInvalid("Only tools of type 'function' can be called here.", "type")
    nested = declared.get("function")
    if nested is not None and not isinstance(nested, dict):
        raise ToolInvalid("The field 'function' of a tool must be an object.", "function")
    under, body = ("function.", nested) if nested is not None else ("", declared)
    name = body.get("name")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise ToolInvalid(
            "A tool's name must be 1 to 64 letters, digits, underscores or dashes.", under + "name"
        )
    description = body.get("description")
    if description is None:
        description = ""
    if not isinstance(description, str) or len(description) > LONGEST_DESCRIPTION:
        raise ToolInvalid(
            f"A tool's description must be text of at most {LONGEST_DESCRIPTION} characters.",
            under + "description",
        )
    parameters = body.get("parameters")
    if parameters is None:
        parameters = {}
    check_schema(parameters, under + "parameters")
    return ClientTool(name, description, parameters)


def tools_of(declared: object) -> tuple[ClientTool, ...]:
    """Return all tools of a session or a request; none for None.

    Raises:
        ToolInvalid: One cannot be used, there are too many, or two have one name. Its `param`
            begins with the place: "[2].name".
    """
    if declared is None:
        return ()
    if not isinstance(declared, Sequence) or isinstance(declared, str | bytes):
        raise ToolInvalid("The tools must be a list.")
    if len(declared) > MOST_TOOLS:
        raise ToolInvalid(f"At most {MOST_TOOLS} tools can be declared; send fewer.")
    tools: dict[str, ClientTool] = {}
    for place, each in enumerate(declared):
        try:
            tool = tool_of(each)
        except ToolInvalid as error:
            dot = "" if not error.param else "."
            raise ToolInvalid(str(error), f"[{place}]{dot}{error.param}") from None
        if tool.name in tools:
            raise ToolInvalid(
                f"Two tools are called {tool.name!r}; each needs a name of its own.",
                f"[{place}].name",
            )
        tools[tool.name] = tool
    return tuple(tools.values())


def choice_of(declared: object, tools: Sequence[ClientTool]) -> ToolChoice:
    """Return which of `tools` may be called.

    Args:
        declared: None, "auto", "none", "required", or {"type": "function", "name"}; also chat
            completions' {"type": "function", "function": {"name"}}.
        tools: What was declared.

    Raises:
        ToolInvalid: It is none of these, or names a tool that was not declared.
    """
    if declared is None or declared == "auto":
        return ToolChoice()
    if declared == "none":
        return ToolChoice("none")
    if declared == "required":
        if not tools:
            raise ToolInvalid("A tool is required and none is declared; declare one.")
        return ToolChoice("required")
    name = _named(declared)
    if name is None:
        raise ToolInvalid(
            "The tool choice must be 'auto', 'none', 'required' or the name of a function."
        )
    if name not in {tool.name for tool in tools}:
        raise ToolInvalid("The tool choice names a function that is not declared.", "name")
    return ToolChoice("required", name)


def _named(declared: object) -> JsonValue:
    if not isinstance(declared, dict) or declared.get("type", "function") != "function":
        return None
    nested = declared.get("function")
    name = nested.get("name") if isinstance(nested, dict) else declared.get("name")
    return name if isinstance(name, str) else None
