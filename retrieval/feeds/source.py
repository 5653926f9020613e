"""The bytes of a feed file, always as UTF-8, and whether they stay the same.

gzip and UTF-16 are told by their first bytes and undone on the way; a byte order
mark is dropped. Knows nothing of formats.
"""

import codecs
import gzip
import io
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO

from retrieval.errors import FeedChanged, FeedUnreadable

HEAD_BYTES = 1 << 16
"""Looked at to tell the format: some 60 products of 1 kB."""

CHUNK_BYTES = 1 << 18
"""Read at once. Larger reads were no faster, and every reader holds one or two of them."""

_GZIP = b"\x1f\x8b"
_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
"""The longer marks first: that of UTF-16-LE begins that of UTF-32-LE."""

_Seen = tuple[int, int, int, int]


class Source:
    """A feed file: its head, and its bytes as often as they are asked for."""

    def __init__(self, path: Path) -> None:
        """Look at the first bytes.

        Raises:
            FeedUnreadable: no such file, or it cannot be opened.
        """
        self.path = path
        self._raw: io.FileIO | None = None
        self._position = 0
        self._seen = self._look()
        self.notices: list[str] = []
        """Said once each: how something was read that the file leaves open."""
        self.compressed = False
        self._mark = b""
        self.charset = "utf-8"
        """Of the bytes in the file, as far as a mark or a pattern of zeros says it."""
        with self._plain() as stream:
            head = stream.read(HEAD_BYTES)
        self._mark, self.charset = _charset(head)
        text = head[len(self._mark) :]
        self.head = text if self.charset == "utf-8" else _recode(text, self.charset)
        """The first bytes, decompressed, as UTF-8 and without a mark."""

    @property
    def size_bytes(self) -> int:
        """Size on disk when it was first looked at."""
        return self._seen[0]

    @property
    def position_bytes(self) -> int:
        """How far the latest reading is, of `size_bytes`; a buffer ahead of the records."""
        if self._raw is not None and not self._raw.closed:
            self._position = self._raw.tell()
        return self._position

    def advance(self, share: float) -> None:
        """Note how far a reading is that does not go through `open`, 0..1."""
        self._raw = None
        self._position = int(self.size_bytes * min(share, 1.0))

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Give its bytes from the start, decompressed, as UTF-8, without a mark.

        Raises:
            FeedUnreadable: it cannot be opened, or what is compressed is damaged.
        """
        with self._plain() as stream:
            stream.read(len(self._mark))
            if self.charset == "utf-8":
                yield stream
            else:
                yield io.BufferedReader(_Recoder(stream, self.charset), CHUNK_BYTES)

    def changed(self) -> bool:
        """Say whether the file is another one than when it was first looked at."""
        try:
            return self._look() != self._seen
        except FeedUnreadable:
            return True

    def check_unchanged(self) -> None:
        """Raise FeedChanged if it is another one than when it was first looked at."""
        if self.changed():
            raise FeedChanged(
                f"The feed {self.path} changed while it was read; "
                "wait until it is written completely and index it again."
            )

    def notice(self, text: str) -> None:
        """Note, once, how something is read that the file leaves open."""
        if text not in self.notices:
            self.notices.append(text)

    def unreadable(self, why: str) -> FeedUnreadable:
        """Return the error that says `why` it cannot be read, such as "breaks off at line 3"."""
        return FeedUnreadable(f"The feed {self.path} {why}; mend the file and index it again.")

    def _look(self) -> _Seen:
        try:
            stat = self.path.stat()
        except OSError as error:
            raise self._unopened(error) from error
        if not S_ISREG(stat.st_mode):
            raise FeedUnreadable(
                f"The feed {self.path} cannot be read, since it is no plain file; "
                "give the path of a product feed."
            )
        return stat.st_size, stat.st_mtime_ns, stat.st_ino, stat.st_dev

    @contextmanager
    def _plain(self) -> Iterator[BinaryIO]:
        """Give the bytes as they are but for gzip, and turn what fails into our errors."""
        try:
            raw = io.FileIO(self.path)
        except OSError as error:
            raise self._unopened(error) from error
        with raw:
            self._raw = raw
            self.compressed = os.pread(raw.fileno(), 2, 0) == _GZIP if raw.seekable() else False
            try:
                if self.compressed:
                    with gzip.GzipFile(fileobj=raw) as unpacked:
                        yield io.BufferedReader(unpacked, CHUNK_BYTES)
                else:
                    yield io.BufferedReader(raw, CHUNK_BYTES)
            except (EOFError, zlib.error, gzip.BadGzipFile) as error:
                raise self.unreadable("is damaged: its compressed data breaks off") from error
            except OSError as error:
                raise self._unopened(error) from error
            finally:
                self._position = self.size_bytes if raw.closed else raw.tell()

    def _unopened(self, error: OSError) -> FeedUnreadable:
        return FeedUnreadable(
            f"The feed {self.path} cannot be read ({error.strerror}); "
            "give the path of a product feed."
        )


def _charset(head: bytes) -> tuple[bytes, str]:
    """Return the mark that `head` begins with, and its character set."""
    for mark, name in _MARKS.items():
        if head.startswith(mark):
            return mark, name
    # Latin text in UTF-16 has a zero as every second byte; text in UTF-8 has none.
    sample = head[:400]
    half = len(sample) // 2
    if half >= 4 and sample[1::2].count(0) > 0.8 * half and not sample[::2].count(0):
        return b"", "utf-16-le"
    if half >= 4 and sample[::2].count(0) > 0.8 * half and not sample[1::2].count(0):
        return b"", "utf-16-be"
    return b"", "utf-8"


def _recode(data: bytes, charset: str) -> bytes:
    return data.decode(charset, errors="replace").encode()


class _Recoder(io.RawIOBase):
    """UTF-8 of a stream in another character set."""

    def __init__(self, stream: BinaryIO, charset: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(charset)(errors="replace")
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object, /) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]  # any writable buffer
        while not self._ready:
            chunk = self._stream.read(CHUNK_BYTES)
            self._ready = self._decoder.decode(chunk, final=not chunk).encode(
                errors="surrogatepass"
            )
            if not chunk:
                break
        taken = min(len(view), len(self._ready))
        view[:taken] = self._ready[:taken]
        self._ready = self._ready[taken:]
        return taken
