"""A reply plan in a model's words: prompt, stream, guard, and what is spoken when one fails.

`said` has what is yielded and what is told at the end; `agents.phrasing.said.ReplyWriter` is the
seam that the voice and the text front doors speak through.
"""
