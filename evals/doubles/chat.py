"""OpenAI chat completions, as OpenAI and open servers such as vLLM speak it."""

from agents.models.usage import Usage
from evals.doubles.faults import ErrorInBand, HttpError
from evals.doubles.openai_errors import error_body, error_of
from evals.doubles.reply import CREATED, Answer, Event, Frame, Json, event
from evals.doubles.wrong import told

_FINISH = {"stop": "stop", "length": "length", "filtered": "content_filter", "refused": "stop"}
_EXCESS = ("prompt_tokens_details", "cached_tokens")


class Chat:
    """Chat completions, streamed and whole."""

    def frames(self, answer: Answer) -> list[Frame]:
        """Return the chunks of a streamed answer."""
        how = answer.wrong_usage
        asks = answer.asked.wants_usage or answer.script.usage_unasked
        total = _told(answer, answer.usage) if asks else None
        role: Json = {"role": "assistant"}
        if answer.script.role_content != "absent":
            role["content"] = "" if answer.script.role_content == "empty" else None
        at_start = _told(answer, answer.spent(0.0, 0)) if how == "only_at_start" else None
        frames = []
        if answer.script.role_content != "skipped":
            frames = [Frame("role", (_chunk(answer, role, at_start),), usage=_some(at_start))]
        for index, piece in enumerate(answer.thought):
            delta = {"reasoning_content": piece}
            frames.append(Frame("reasoning", (_chunk(answer, delta),), index))
        name = "refusal" if answer.finish == "refused" else "content"
        for index, piece in enumerate(answer.pieces):
            so_far = _told(answer, answer.spent(1.0, index + 1)) if how == "growing" else None
            chunk = _chunk(answer, {name: piece}, so_far)
            frames.append(Frame("content", (chunk,), index, _some(so_far)))
        early = total if how == "twice" else None
        last = _chunk(answer, {}, early, _FINISH[answer.finish])
        frames.append(Frame("finish", (last,), usage=_some(early)))
        if total is not None and how != "only_at_start":
            body = {**_base(answer), "choices": [], "usage": total}
            frames.append(Frame("usage", (event(body, named=False),), usage=(total,)))
        frames.append(Frame("done", (Event("[DONE]"),)))
        return frames

    def whole(self, answer: Answer) -> tuple[Json, tuple[Json, ...]]:
        """Return the completion, and its usage."""
        refused = answer.finish == "refused"
        message: Json = {
            "role": "assistant",
            "content": None if refused else answer.text,
            "refusal": answer.text if refused else None,
            "annotations": [],
        }
        if answer.thought:
            message["reasoning_content"] = "".join(answer.thought)
        choice = {
            "index": 0,
            "message": message,
            "logprobs": None,
            "finish_reason": _FINISH[answer.finish],
        }
        usage = _told(answer, answer.usage)
        body = {**_base(answer), "object": "chat.completion", "choices": [choice]}
        return {**body, "usage": usage}, _some(usage)

    def error(self, failure: HttpError) -> Json:
        """Return the body of an HTTP error."""
        return error_body(failure)

    def in_band(self, answer: Answer, error: ErrorInBand, sent: int) -> tuple[Event, ...]:
        """Return a chunk that holds an error and nothing else."""
        del answer, sent
        return (event({"error": error_of(error.error)}, named=False),)

    def ping(self) -> None:
        """Return nothing: the protocol has comment lines."""


def usage_of(usage: Usage) -> Json:
    """Return usage as chat completions tell it: cached tokens are part of the prompt's."""
    return {
        "prompt_tokens": usage.input,
        "completion_tokens": usage.output,
        "total_tokens": usage.input + usage.output,
        "prompt_tokens_details": {
            "cached_tokens": usage.cached,
            "cache_write_tokens": usage.written,
            "audio_tokens": 0,
        },
        "completion_tokens_details": {
            "reasoning_tokens": usage.reasoning,
            "audio_tokens": 0,
            "accepted_prediction_tokens": 0,
            "rejected_prediction_tokens": 0,
        },
    }


def _told(answer: Answer, usage: Usage) -> Json | None:
    return told(usage_of(usage), answer.wrong_usage, _EXCESS)


def _some(usage: Json | None) -> tuple[Json, ...]:
    return () if usage is None else (usage,)


def _base(answer: Answer) -> Json:
    return {
        "id": f"chatcmpl-{answer.id}",
        "object": "chat.completion.chunk",
        "created": CREATED,
        "model": answer.asked.model,
        "service_tier": "default",
        "system_fingerprint": "fp_double",
    }


def _chunk(
    answer: Answer, delta: Json, usage: Json | None = None, finish: str | None = None
) -> Event:
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
    body = {**_base(answer), "choices": [choice]}
    if answer.asked.wants_usage or usage is not None:
        body["usage"] = usage
    return event(body, named=False)
