"""The JSON object of a model's answer, with what some models write around it taken off."""

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from agents.tasks.errors import Unfit

_M = TypeVar("_M", bound=BaseModel)


def json_in(answer: str) -> str:
    """Return the text from the first brace to the last: without a fence or words around it.

    Raises:
        Unfit: there is none.
    """
    begin, end = answer.find("{"), answer.rfind("}")
    if begin < 0 or end < begin:
        raise Unfit("no_json")
    return answer[begin : end + 1]


def read_as(kind: type[_M], answer: str) -> _M:
    """Return what an answer says in the shape of `kind`.

    Raises:
        Unfit: it has no JSON, or not of that shape.
    """
    try:
        return kind.model_validate_json(json_in(answer))
    except ValidationError:
        raise Unfit("shape") from None
