"""Understanding: what a shopper means, from words to typed readings, without a model.

Read `understander` first, then `lexicon`, `price` and `finding`.
"""

from agents.understand.understander import Understander

__all__ = ["Understander"]
