"""A process of its own that redacts texts for a large import: Python runs on one core at a time.

`python -m assistant.analytics.importing.look_process` reads lists of texts as JSON from standard
input, one a line, and writes for each a line with those in which something is found: pairs of a
text's place in the list and what is left of it. It ends where its input does.
"""

import json
import signal
import sys

from assistant.redaction.redact import redact


def main() -> None:
    """Answer until whoever asks is gone."""
    # A terminal's Ctrl-C comes to all of its processes: whoever asked ends us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for line in sys.stdin.buffer:
        found = []
        for place, text in enumerate(json.loads(line)):
            left = redact(text).text
            if left != text:
                found.append((place, left))
        sys.stdout.buffer.write(json.dumps(found).encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
