"""Bringing an index up to date with a catalog: read, compare, embed and store, swap in.

    source ─▶ staging (every product and refused row, on disk)
           ─▶ compare with the ledger of what serves
           ─▶ few changes: a copy of what serves, changed   many: a new engine
           ─▶ vocabulary, ledger, meta ─▶ the new generation serves

Nothing but the last step touches what serves. Embedding is by far the slowest part (300
products a second, against 3,000 stored): give an embedder that remembers
(`retrieval.vector_cache`), and a build that was killed goes on where it was.
"""

import json
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from retrieval.built_from import BuiltFrom
from retrieval.catalog_source import CatalogSource
from retrieval.disk_space import check_space, refused_space
from retrieval.embedder import Embedder
from retrieval.errors import CatalogIndexError, FeedEmpty, FeedRejected
from retrieval.feeds.record import Refused
from retrieval.filling import LEDGER, Filling, Way
from retrieval.index import FORMAT_VERSION, LEXICON, META, VOCABULARY, IndexMeta, meta_of
from retrieval.lexicon import Lexicon
from retrieval.progress import Progress, Stage, Tell, silent
from retrieval.refused_rows import most_often, write_refused
from retrieval.staging import Staging, Summary, remove
from retrieval.store import Serving, Store

MAX_REFUSED_SHARE = 0.05
"""More refused rows than this and the feed, not its rows, is what is wrong."""

STAGING = "staging"
REFUSED = "refused.jsonl"

_SHOWN_REASONS = 10


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What a build may do."""

    force: bool = False
    """Build anew even if nothing changed."""
    max_refused_share: float = MAX_REFUSED_SHARE
    """0..1 of a source's entries; one more and nothing is indexed."""
    refused_file: Path | None = None
    """Where refused rows are written, one JSON object a line; beside the index if None."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to."""

    meta: IndexMeta
    way: Way
    changed: int
    """Products that are new or differ; all of them if the index was rebuilt."""
    reworded: int
    """Those among them whose text was embedded, or found among remembered vectors."""
    removed: int
    refused: tuple[Refused, ...]
    """The first ten."""
    refused_count: int
    refused_file: Path | None
    """None if no row was refused."""
    resumed: bool
    """The feed was not read again: an earlier build that did not end had done so."""


def bring_up_to_date(
    source: CatalogSource,
    store: Store,
    embedder: Embedder,
    options: BuildOptions | None = None,
    tell: Tell = silent,
) -> Built:
    """Make the index in `store` hold exactly the products of `source`.

    Args:
        source: read once, to its end, or not at all if nothing can have changed.
        store: what serves in it goes on serving until the new generation is complete.
        embedder: the one that will be searched with.
        options: what may be done.
        tell: called with the progress.

    Raises:
        FeedError: it cannot be read, too many rows were refused, or nothing is left.
        CatalogUnusable: one id is there twice.
        IndexLocked: another build is running here.
        IndexUnwritable: the folder or the disk refuses.
        SearchFailed: the engine refuses.
    """
    return _Build(source, store, embedder, options or BuildOptions(), tell).run()


class _Build:
    def __init__(
        self,
        source: CatalogSource,
        store: Store,
        embedder: Embedder,
        options: BuildOptions,
        tell: Tell,
    ) -> None:
        self._source = source
        self._store = store
        self._embedder = embedder
        self._options = options
        self._tell = tell
        self._fingerprint = json.dumps(
            [FORMAT_VERSION, embedder.name, embedder.dimensions, source.fingerprint]
        )

    def run(self) -> Built:
        with self._store.lock():
            serving = None if self._options.force else self._usable()
            from_before = BuiltFrom.read_from(serving.folder) if serving else None
            if serving and from_before and from_before.fingerprint == self._fingerprint:
                return self._unchanged(serving, from_before)
            with closing(Staging.open(self._store.home / STAGING, self._fingerprint)) as staging:
                built = self._from(staging, serving)
            remove(self._store.home / STAGING)
            return built

    def _usable(self) -> Serving | None:
        """Return what serves if this version of Aisle made it with this embedder."""
        try:
            serving = self._store.serving()
            return serving if self._meta(serving).fits(self._embedder) else None
        except CatalogIndexError:
            return None

    def _meta(self, serving: Serving) -> IndexMeta:
        return meta_of(serving, self._store.place)

    def _unchanged(self, serving: Serving, before: BuiltFrom) -> Built:
        return Built(
            meta=self._meta(serving),
            way=Way.UNCHANGED,
            changed=0,
            reworded=0,
            removed=0,
            refused=(),
            refused_count=before.refused,
            refused_file=None,
            resumed=False,
        )

    def _from(self, staging: Staging, serving: Serving | None) -> Built:
        resumed = staging.summary is not None
        summary = staging.summary or self._read(staging)
        refused_file = self._report(staging, summary)
        built_from = BuiltFrom(
            fingerprint=self._fingerprint,
            source=self._source.name,
            refused=summary.refused,
            read=datetime.now(UTC),
        )
        if serving and self._meta(serving).digest == summary.digest and serving.folder:
            # Other bytes, the same products: columns moved, or only refused rows changed.
            built_from.write(serving.folder)
            way, changed, reworded, removed = Way.UNCHANGED, 0, 0, 0
            meta = self._meta(serving)
        else:
            check_space(self._store.home, summary, self._embedder.dimensions)
            with refused_space(self._store.home), self._store.building() as generation:
                work = Filling(generation, staging, summary, self._embedder, self._tell)
                way, changed, reworded, removed = work.run(serving, self._store.place)
                meta = self._new_meta(summary, work)
                generation.write(VOCABULARY, json.dumps(summary.vocabulary).encode())
                lexicon = replace(Lexicon.from_json(summary.lexicon), centre=work.centre)
                generation.write(LEXICON, lexicon.to_json().encode())
                generation.write(META, meta.model_dump_json(indent=2).encode())
                staging.write_ledger(generation.folder / LEDGER)
                built_from.write(generation.folder)
        return Built(
            meta=meta,
            way=way,
            changed=changed,
            reworded=reworded,
            removed=removed,
            refused=tuple(staging.refused(_SHOWN_REASONS)),
            refused_count=summary.refused,
            refused_file=refused_file,
            resumed=resumed,
        )

    def _read(self, staging: Staging) -> Summary:
        def tell(products: int) -> None:
            done, total = self._source.position()
            self._tell(Progress(Stage.READING, done, total, products))

        return staging.fill(self._source.read(), self._fingerprint, tell)

    def _report(self, staging: Staging, summary: Summary) -> Path | None:
        """Write down refused rows; raise if they are too many, or all."""
        path = self._options.refused_file or self._store.home / REFUSED
        write_refused(path, staging.refused())
        name, entries = self._source.name, summary.products + summary.refused
        if not entries:
            raise FeedEmpty(f"The feed {name} holds no product; give one that does.")
        # A shop's drafts say nothing against its feed.
        wrong = summary.refused - summary.drafts
        if wrong > self._options.max_refused_share * entries:
            raise FeedRejected(
                f"{wrong} of {entries} entries of the feed {name} were refused, more "
                f"than {100 * self._options.max_refused_share:.3g} % of them (most often: "
                f"{most_often(each for each in staging.refused() if not each.is_draft)}); all are "
                f"listed in {path}: mend the feed, or allow more with --max-refused.",
                reasons=tuple(str(each) for each in staging.refused(_SHOWN_REASONS)),
            )
        if not summary.products:
            first = next(staging.refused(1))
            raise FeedEmpty(f"No entry of the feed {name} is a product; first reason: {first}.")
        return path if summary.refused else None

    def _new_meta(self, summary: Summary, work: Filling) -> IndexMeta:
        return IndexMeta(
            format_version=FORMAT_VERSION,
            embedder=self._embedder.name,
            dimensions=self._embedder.dimensions,
            count=summary.products,
            digest=summary.digest,
            built=datetime.now(UTC),
            average_words=work.average_words,
            touched=work.touched,
        )
