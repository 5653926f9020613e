"""Picture files as they may be shown to a model."""

from pathlib import Path

import pytest

from agents.tasks.errors import PictureUnusable
from agents.tasks.picture import BYTES_MOST, SIDE_MOST, _stated_size, picture_of, read_picture
from tests.agents.tasks.pictures import Codec, picture, with_exif


@pytest.mark.parametrize("codec", ["mjpeg", "png", "libwebp"])
def test_every_kind_comes_out_as_a_small_jpeg(codec: Codec) -> None:
    shown = picture_of(picture(codec, 2_000, 1_500))
    assert shown.media_type == "image/jpeg" and shown.data[:3] == b"\xff\xd8\xff"
    assert _stated_size(shown.data, "jpeg") == (SIDE_MOST, SIDE_MOST * 3 // 4)


def test_a_small_one_keeps_its_size() -> None:
    assert _stated_size(picture_of(picture("png", 64, 48)).data, "jpeg") == (64, 48)


def test_what_a_camera_wrote_beside_the_picture_is_gone() -> None:
    where = b"GPS 48.8584N 2.2945E, camera of Anna Smith"
    file = with_exif(picture("mjpeg"), where)
    assert where in file
    assert where not in picture_of(file).data
    assert b"Exif" not in picture_of(file).data


GIANT = picture("png")[:16] + b"\x00\x0f\xff\xff" * 2 + picture("png")[24:]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no JPEG, PNG or WebP"),
        (b"%PDF-1.7 and so on", "no JPEG, PNG or WebP"),
        (b"GIF89a" + b"\0" * 60, "no JPEG, PNG or WebP"),
        (b"#EXTM3U\nfile:///etc/passwd\n", "no JPEG, PNG or WebP"),
        (b"\xff\xd8\xff" + b"0" * 200, "broken"),
        (picture("png")[:60], "broken"),
        (GIANT, "pixels"),
        (picture("png", 8, 8), "too small"),
        (b"\xff\xd8\xff" + b"\0" * BYTES_MOST, "MB"),
    ],
    ids=["empty", "PDF", "GIF", "playlist", "no JPEG", "cut", "bomb", "tiny", "huge"],
)
def test_anything_else_is_refused_in_one_sentence(data: bytes, says: str) -> None:
    with pytest.raises(PictureUnusable, match=says):
        picture_of(data)


def test_a_path_that_is_none_is_said(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.jpg"):
        with pytest.raises(PictureUnusable, match="cannot be read"):
            read_picture(path)
