"""What can go wrong with products and their index, in one tree.

    RetrievalError
    ├── FeedError
    │   ├── FeedUnreadable      no such file, it cannot be opened, or it breaks off
    │   ├── FeedUnknown         none of the formats that are read
    │   ├── FeedChanged         written to while it was read; retry later
    │   ├── ColumnsUnknown      no column is an id, a title or a price
    │   ├── MappingInvalid      a mapping file that names what is not there
    │   ├── FeedRejected        too large a share of its entries was refused
    │   ├── FeedEmpty           nothing remains
    │   └── LabelsUnusable      the file of labels for it cannot be read or written
    ├── CatalogIndexError
    │   ├── CatalogUnusable     no product to index, or the same id twice
    │   ├── IndexMissing        nothing was built in this folder
    │   ├── IndexDamaged        half written, or files are gone
    │   ├── IndexOutdated       of another format, or of another embedder
    │   ├── IndexLocked         held by another process; retry later
    │   └── IndexUnwritable     the folder or the disk refuses
    ├── EngineError
    │   ├── EngineUnreachable   the Qdrant server does not answer; retry later
    │   └── EngineRefusesKey    it wants another API key
    ├── EmbedderError
    │   ├── EmbedderUnusable    its files are not a model and its vocabulary
    │   ├── TorchMissing        the optional packages are not installed
    │   ├── DeviceMissing       no such device on this machine
    │   ├── EmbedderUnreachable the embedding server does not answer; retry later
    │   ├── EmbedderRefused     it answers that it will not, or not with vectors
    │   └── EmbeddingInvalid    a vector with NaN, infinity or no length
    ├── ProfilesUnusable        shoppers' profiles cannot be read or written
    └── SearchError
        ├── RequestInvalid      a bound that is no number, a negative limit
        ├── SearchClosed        used after `close`
        └── SearchFailed        the engine refused

Every message is one sentence that a user may see and that says what to do.
"""

REBUILD = "run `aisle index FEED` or `aisle index --sample`"
"""What mends an index, as every message about one says it."""


class RetrievalError(Exception):
    """Base of all errors of `retrieval`."""

    can_retry = False
    """Whether the same call may succeed later without any change."""


class FeedError(RetrievalError):
    """A product feed cannot be used."""


class FeedUnreadable(FeedError):
    """No such file, it cannot be opened, or it breaks off before its end."""


class FeedUnknown(FeedError):
    """The file is in none of the formats that are read."""


class FeedChanged(FeedError):
    """The file was written to or replaced while it was read."""

    can_retry = True


class ColumnsUnknown(FeedError):
    """No column of the feed can be told to be an id, a title or a price."""


class MappingInvalid(FeedError):
    """A mapping file is not one, or names a field or a column that is not there."""


class FeedRejected(FeedError):
    """Too large a share of the entries was refused."""

    def __init__(self, message: str, reasons: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.reasons = reasons
        """One for each refused entry, such as "line 3: price is missing"."""


class FeedEmpty(FeedError):
    """No product remains."""


class LabelsUnusable(FeedError):
    """The file of labels for a feed cannot be read or written."""


class CatalogIndexError(RetrievalError):
    """The product index cannot be built or opened."""


class CatalogUnusable(CatalogIndexError):
    """There is no product to index, or one id occurs twice."""


class IndexMissing(CatalogIndexError):
    """Nothing was built in this folder."""


class IndexDamaged(CatalogIndexError):
    """The index is half written, or some of its files are gone."""


class IndexOutdated(CatalogIndexError):
    """The index is of another format version, or of another embedder."""


class IndexLocked(CatalogIndexError):
    """Another process holds the index."""

    can_retry = True


class IndexUnwritable(CatalogIndexError):
    """The folder or the disk refuses to be written."""


class EngineError(RetrievalError):
    """A Qdrant server cannot be used."""


class EngineUnreachable(EngineError):
    """The server does not answer, or says that it cannot now."""

    can_retry = True


class EngineRefusesKey(EngineError):
    """The server wants another API key."""


class EmbedderError(RetrievalError):
    """Text cannot be turned into vectors."""


class EmbedderUnusable(EmbedderError):
    """The files are not a model and its vocabulary."""


class TorchMissing(EmbedderError):
    """The optional packages that an embedder needs are not installed."""


class DeviceMissing(EmbedderError):
    """The machine has no such device, or its driver does not show it."""


class EmbedderUnreachable(EmbedderError):
    """The embedding server does not answer, or says that it cannot now."""

    can_retry = True


class EmbedderRefused(EmbedderError):
    """The embedding server refuses the key, the model or the text, or gives no usable vectors."""


class EmbeddingInvalid(EmbedderError):
    """The embedder gave a vector with NaN, infinity or no length."""


class ProfilesUnusable(RetrievalError):
    """The shoppers' profiles cannot be read or written."""


class SearchError(RetrievalError):
    """A search cannot be made."""


class RequestInvalid(SearchError):
    """A bound that is no number, or a negative limit."""


class SearchClosed(SearchError):
    """The search was used after `close`."""


class SearchFailed(SearchError):
    """The engine refused the search."""
