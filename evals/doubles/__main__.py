"""`python -m evals.doubles`: the doubles from a shell.

    python -m evals.doubles --port 8001 --script faults.toml
    curl -sN http://127.0.0.1:8001/v1/chat/completions -d '{"model": "m", "stream": true,
        "messages": [{"role": "user", "content": "boots"}]}'
    curl -s http://127.0.0.1:8001/doubles/records

`PUT /doubles/script` with scripts as JSON changes what is answered. Ends with its stdin.
"""

import argparse
import asyncio
import sys
from pathlib import Path

from evals.doubles.errors import DoublesError
from evals.doubles.process import serve_until_stdin_ends
from evals.doubles.script import Script, read_scripts


def main() -> None:
    """Serve until stdin ends or the process is interrupted."""
    parser = argparse.ArgumentParser(prog="python -m evals.doubles", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--port", type=int, default=0, help="a free one if not given")
    parser.add_argument("--script", type=Path, help="TOML or JSON")
    parser.add_argument("--text", default=Script().text, help="the answer without --script")
    parser.add_argument("--model", action="append", help="that it has; any if not given")
    arguments = parser.parse_args()
    try:
        play = read_scripts(arguments.script) if arguments.script else Script(text=arguments.text)
    except DoublesError as error:
        sys.exit(str(error))
    try:
        asyncio.run(serve_until_stdin_ends(play, arguments.port, arguments.model))
    except OSError as error:
        sys.exit(f"Choose another --port: {error}")
    except KeyboardInterrupt:
        sys.exit(0)


if __name__ == "__main__":
    main()
