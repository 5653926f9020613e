"""What is a shop's own, whatever its catalog: its rules, what it says of itself, its intent log."""

from dataclasses import dataclass

from agents.desk import Desk
from assistant.config import Settings
from assistant.desk import desk_of
from assistant.intent_log.log import IntentLog
from assistant.redaction.own_words import own_words


@dataclass(frozen=True, slots=True)
class OwnParts:
    """Opened once, and shared by a shop's conversations."""

    desk: Desk
    words: tuple[str, ...]
    """Its own phone, e-mail and addresses, which stay in replies."""
    log: IntentLog


def own_parts(settings: Settings) -> OwnParts:
    """Read a shop's rules and open its log; blocks for some ms.

    Raises:
        PoliciesInvalid: The policy file cannot be used; the message says why.
        LogUnwritable: The log cannot be written.
    """
    desk = desk_of(settings)
    words = own_words(desk.policies)
    log = IntentLog(settings.log_path, settings.log.write_within_s, own=words)
    return OwnParts(desk, words, log)
