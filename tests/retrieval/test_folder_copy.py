"""Copying an engine's folder: all bytes, and no more of the disk than the original takes."""

import os
from pathlib import Path

from retrieval.folder_copy import copy_folder


def test_bytes_and_holes_are_copied(tmp_path: Path) -> None:
    source = tmp_path / "a"
    (source / "deep").mkdir(parents=True)
    (source / "empty").write_bytes(b"")
    (source / "deep" / "plain").write_bytes(os.urandom(5_000_001))
    with (source / "holed").open("wb") as file:
        file.write(b"begin")
        file.seek(20_000_000)
        file.write(b"middle")
        file.truncate(50_000_000)
    with (source / "all hole").open("wb") as file:
        file.truncate(30_000_000)
    copy_folder(source, tmp_path / "b")
    for path in (p for p in source.rglob("*") if p.is_file()):
        copied = tmp_path / "b" / path.relative_to(source)
        assert copied.read_bytes() == path.read_bytes()
        assert copied.stat().st_blocks <= path.stat().st_blocks + 64
