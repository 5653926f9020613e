"""What a reader of one value raises: the entry is then refused with this reason."""


class Unreadable(ValueError):
    """A value that is not what its column is for; the text continues "price ..."."""
