"""Pictures as the protocols carry them."""

import base64

from agents.models.call import Image


def data_url(image: Image) -> str:
    """Return a picture as a "data:" URL."""
    return f"data:{image.media_type};base64,{base64_of(image)}"


def base64_of(image: Image) -> str:
    """Return a picture's bytes as base64 text."""
    return base64.b64encode(image.data).decode("ascii")
