"""What a provider or a connection complained of, and which error of ours that is.

No sentence here quotes the provider: its messages repeat prompts and parts of keys.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Literal

from agents.models import errors
from agents.models.usage import Usage

Broke = Literal["refused", "timed_out", "cut", "certificate", "unreadable", "busy_pool"]
"""Of a connection: nobody listens; silence; lost; not who it says; not the protocol; all taken."""
RETRY_MOST_S = 3600.0
"""Nobody is asked to stay away longer, whatever a header says."""
TEXT_MOST = 2_000
"""Characters of a provider's message that are looked at."""

_KEY = {"authentication_error", "invalid_api_key", "invalid_authentication", "unauthorized"}
_FORBIDDEN = {"permission_error", "permission_denied", "forbidden"}
_CREDIT = {
    "insufficient_quota",
    "billing_error",
    "billing_hard_limit_reached",
    "billing_not_active",
}
_BUSY = {"rate_limit_error", "rate_limit_exceeded", "too_many_requests", "tokens", "requests"}
_LONG = {"context_length_exceeded", "exceed_context_size_error", "string_above_max_length"}
_FILTERED = {
    "content_filter", "content_policy_violation", "invalid_prompt", "moderation_blocked",
    "image_content_policy_violation", "bio_policy", "misalignment_policy_violation",
}  # fmt: skip
_UNKNOWN = {"model_not_found", "not_found_error", "deployment_not_found"}
_DOWN = {
    "overloaded_error", "server_error", "api_error", "internal_server_error", "internal_error",
    "timeout_error", "service_unavailable", "unavailable_error", "overloaded", "engine_overloaded",
}  # fmt: skip
_REJECTED = {"invalid_request_error", "badrequesterror", "invalid_request", "bad_request"}

_LONG_TEXT = re.compile(
    r"context (?:length|size|window)|prompt is too long|too many (?:input )?tokens|maximum context"
    r"|exceeds? the (?:model's )?(?:maximum|available) (?:context|input|prompt)"
)
_UNKNOWN_TEXT = re.compile(
    r"model\b.{0,120}?\b(?:not found|not exist|unknown|is not (?:a valid|supported))"
)
_CREDIT_TEXT = re.compile(
    r"credit balance|insufficient (?:funds|balance|credit)|quota.{0,40}billing"
)
_FILTER_TEXT = re.compile(r"content (?:management |filtering )?policy|content filter")


@dataclass(frozen=True, slots=True)
class Complaint:
    """What went wrong with one request, without what was said in it."""

    status: int | None = None
    """HTTP status, or one that stood in the body of an error within the stream."""
    slugs: frozenset[str] = frozenset()
    """The provider's `code` and `type`, in lower case."""
    text: str = ""
    """Its message in lower case: to be searched, never shown."""
    retry_after_s: float | None = None
    broke: Broke | None = None
    in_stream: bool = False
    """Whether it came after HTTP 200."""


def said_in(body: object) -> tuple[int | None, frozenset[str], str]:
    """Return the status, the slugs and the text of an error's body, of any of the protocols."""
    error: object = body
    for _ in range(2):
        if isinstance(error, Mapping) and isinstance(error.get("error"), Mapping | str):
            error = error["error"]
    if isinstance(error, str):
        return None, frozenset(), error[:TEXT_MOST].lower()
    if not isinstance(error, Mapping):
        return None, frozenset(), ""
    code = error.get("code")
    status = code if isinstance(code, int) and 400 <= code < 600 else None
    slugs = (error.get(key) for key in ("code", "type"))
    text = " ".join(str(error[key]) for key in ("param", "message", "detail") if error.get(key))
    return (
        status,
        frozenset(slug.lower() for slug in slugs if isinstance(slug, str)),
        text[:TEXT_MOST].lower(),
    )


def complaint_within(body: object) -> Complaint:
    """Return what an error says that came within HTTP 200."""
    status, slugs, text = said_in(body)
    return Complaint(status, slugs, text, in_stream=True)


def retry_after_s(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return how long a provider asks to wait, 0 to `RETRY_MOST_S` seconds; None if it does not.

    Args:
        headers: Of the answer, found whatever their case is.
        now: With a time zone, for a header that holds a date.
    """
    for name, scale in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        value = headers.get(name, "").strip()
        if not value:
            continue
        try:
            wait = float(value) * scale
        except ValueError:
            wait = _until(value, now)
        if math.isfinite(wait):
            return min(max(wait, 0.0), RETRY_MOST_S)
    return None


def failure_of(
    name: str, complaint: Complaint, usage: Usage, key_variable: str | None = None
) -> errors.ModelFailed:
    """Return the error to raise for a complaint.

    Args:
        name: As the policy names the model.
        complaint: What went wrong.
        usage: What had been read and generated until then, if the provider bills for it.
        key_variable: Name of the variable that holds the key.
    """
    if complaint.broke is not None:
        return _of_connection(name, complaint.broke, usage)
    # What is refused with an HTTP status is not billed.
    spent = usage if complaint.in_stream else Usage()
    status, slugs, text = complaint.status or 0, complaint.slugs, complaint.text
    model = f"model {name!r}"
    if 300 <= status < 400:
        return errors.EndpointRefused(
            f"the url of {model} redirects: write the address that it leads to", spent
        )
    if status == 402 or slugs & _CREDIT or _CREDIT_TEXT.search(text):
        return errors.CreditSpent(f"the account of {model} has no credit: top it up", spent)
    if status == 401 or slugs & _KEY:
        return errors.KeyRejected(_key_sentence(model, key_variable), spent)
    if status == 403 or slugs & _FORBIDDEN:
        return errors.KeyRejected(
            f"the provider does not let this account use {model}: allow it there", spent
        )
    if status == 429 or (slugs & _BUSY and status < 500):
        return errors.ModelBusy(
            f"the provider of {model} asks to wait: another model answers meanwhile",
            spent,
            complaint.retry_after_s,
        )
    if status == 413 or slugs & _LONG or (status < 500 and _LONG_TEXT.search(text)):
        return errors.PromptTooLong(
            f"the prompt does not fit {model}: lower its context_tokens to what it holds", spent
        )
    if slugs & _FILTERED or (status < 500 and _FILTER_TEXT.search(text)):
        return errors.PromptFiltered(
            f"the provider's filter refused the prompt for {model}: another one answers", spent
        )
    if status == 404 or slugs & _UNKNOWN or (400 <= status < 500 and _UNKNOWN_TEXT.search(text)):
        return errors.ModelUnknown(
            f"the endpoint of {model} has no such model: check its model and url", spent
        )
    if status in {405, 501}:
        return errors.EndpointRefused(
            f"the endpoint of {model} does not speak its protocol: check its url and protocol",
            spent,
        )
    if status >= 500 or status in {408, 409, 425} or slugs & _DOWN:
        return errors.ModelUnavailable(
            f"the provider of {model} is overloaded or broken: another model answers", spent
        )
    if status >= 400 or slugs & _REJECTED:
        return errors.CallRejected(
            f"the provider of {model} does not take the request: check its settings", spent
        )
    return errors.ModelUnavailable(
        f"the provider of {model} reported an error: another model answers", spent
    )


def _key_sentence(model: str, key_variable: str | None) -> str:
    if key_variable is None:
        return f"the endpoint of {model} asks for a key: name its variable in key_variable"
    return f"the provider of {model} does not accept the key in {key_variable}: renew it"


def _of_connection(name: str, broke: Broke, usage: Usage) -> errors.ModelFailed:
    model = f"model {name!r}"
    match broke:
        case "refused":
            return errors.ModelUnavailable(
                f"nobody answers at the url of {model}: start the server or check its url", Usage()
            )
        case "certificate":
            return errors.EndpointRefused(
                f"the certificate at the url of {model} is not valid: check the url", Usage()
            )
        case "busy_pool":
            return errors.ModelBusy(
                f"all connections to {model} are taken: raise its max_concurrent", Usage()
            )
        case "timed_out":
            return errors.ModelTimedOut(
                f"{model} fell silent: check its server, or choose a faster model", usage
            )
        case "cut":
            return errors.StreamBroken(
                f"the connection to {model} was cut: check its server and the network", usage
            )
        case "unreadable":
            return errors.StreamBroken(
                f"the answer of {model} cannot be read: check its url and protocol", usage
            )


def _until(value: str, now: datetime) -> float:
    try:
        then = parsedate_to_datetime(value)
    except ValueError:
        return math.nan
    if then.tzinfo is None:
        then = then.replace(tzinfo=UTC)
    return (then - now).total_seconds()


def as_mapping(value: Any) -> Mapping[str, Any]:
    """Return plain data as a table; an empty one for what is none."""
    return value if isinstance(value, Mapping) else {}
