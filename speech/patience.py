"""A final recognition that waits out a busy engine and never raises."""

import asyncio
import logging
from collections.abc import Callable

from speech.errors import RecogniserError
from speech.recognition_job import Job
from speech.transcript import Transcript
from speech.utterance import nothing

logger = logging.getLogger("aisle.speech")

BUSY_PATIENCE_S = 3.0
"""A shopper who hears nothing for longer says it again."""
_BUSY_PAUSE_S = 0.05


async def recognise(
    submit: Callable[[], Job], report: Callable[[Exception], None], audio_s: float
) -> Transcript | None:
    """Return the transcript; None if it was withdrawn.

    Args:
        submit: Asks the engine; called again while it is too busy.
        report: Told of a failure, which gives no words.
        audio_s: Length of what is recognised.
    """
    clock = asyncio.get_running_loop().time
    patience_ends_s = clock() + BUSY_PATIENCE_S
    while True:
        try:
            return await asyncio.wrap_future(submit().future)
        except RecogniserError as error:
            if error.can_retry and clock() < patience_ends_s:
                await asyncio.sleep(_BUSY_PAUSE_S)
                continue
            report(error)
        except Exception as error:  # noqa: BLE001  # the turn's edge: the stream goes on
            logger.error("a recognition failed", extra={"error": type(error).__name__})
            report(error)
        return nothing(audio_s)
