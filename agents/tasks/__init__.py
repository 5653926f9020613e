"""What models are asked for besides phrasing replies: reading, summary, labels, pictures.

Each goes the same way: a `Situation` with its task, the router's decision, its models one after
the other (`desk`), an answer that code has checked, and our own result where there is one. What
no check has passed reaches nobody.
"""
