"""What a rule of the verbaliser knows of the text around its token."""

from dataclasses import dataclass

from speech.verbaliser.lexicon import Lexicon


@dataclass(slots=True)
class Reader:
    """State of one pass over a text."""

    text: str
    lexicon: Lexicon
    sizes: bool = False
    """A size is being listed ("sizes 8, 9.5 and M"): numbers are sizes, S M L are words."""
    quoted: bool = False
    """An opening double quote is waiting for its end."""
