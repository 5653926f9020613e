"""What of an import the retention clocks take at once: old logs lose their words, or all."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.config import Settings


@dataclass(frozen=True, slots=True)
class Ageing:
    """Rows that are over their time already, as they were read: some may be there twice."""

    words: int
    """Whose words go, among them those that go whole."""
    words_before: date
    """The first day whose words stay."""
    words_days: int
    """log.transcript_days."""
    rows: int
    """That go whole."""
    rows_before: date
    rows_days: int
    """log.feature_days."""
    by: date
    """By when a server has done it, which it does once a day."""

    def told(self) -> str:
        """Return a sentence for a person; empty where nothing goes."""
        if not self.words:
            return ""
        whole = (
            f" and {self.rows:,} of them, from before {self.rows_before}, go whole"
            if self.rows
            else ""
        )
        keeps = f"log.transcript_days (now {self.words_days})"
        if self.rows:
            keeps += f" and log.feature_days (now {self.rows_days})"
        return (
            f"{self.words:,} rows are from before {self.words_before}: at the next expiry, by "
            f"{self.by} where a server runs, they lose their words{whole}; raise {keeps} before "
            "that to keep them."
        )

    def json(self) -> dict[str, object]:
        """Return it as plain data."""
        return {
            "words": {
                "rows": self.words,
                "before": self.words_before.isoformat(),
                "setting": "log.transcript_days",
                "days": self.words_days,
            },
            "rows": {
                "rows": self.rows,
                "before": self.rows_before.isoformat(),
                "setting": "log.feature_days",
                "days": self.rows_days,
            },
            "by": self.by.isoformat(),
        }


def ageing(settings: Settings, days: Counter[date], today: date) -> Ageing:
    """Return what of an import is over its time already.

    Args:
        settings: Whose clocks.
        days: How many turns and events happened on which day.
        today: In UTC.
    """
    log = settings.log
    words = today - timedelta(days=log.transcript_days)
    rows = today - timedelta(days=log.feature_days)
    return Ageing(
        sum(count for day, count in days.items() if day < words),
        words,
        log.transcript_days,
        sum(count for day, count in days.items() if day < rows),
        rows,
        log.feature_days,
        today + timedelta(days=1),
    )
