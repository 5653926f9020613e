"""Two tiny shops beside the default one, and keys of each."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from fastapi.testclient import TestClient

from assistant.accounts.caller import Scope
from assistant.accounts.key import KeyLimits
from assistant.accounts.key_file import KeyFile, NewKey
from assistant.config import Settings
from assistant.config_tables import ServerSettings, TenantSettings
from assistant.embedding import embedder_of
from assistant.server import create_app
from retrieval.index import build
from tests.sample import sample_products

TOKEN = "aisle_local_of_the_tests_of_tenants"
OTHER_PAGE = "https://shop.example"


@dataclass(frozen=True, slots=True)
class Shops:
    """A running application and who may call it."""

    settings: Settings
    client: TestClient
    keys: dict[str, str]
    """Secrets by tenant."""
    ids: dict[str, tuple[str, ...]]
    """Products by tenant."""

    def key(self, tenant: str, limits: KeyLimits | None = None, *scopes: Scope) -> str:
        """Make a key, and wait until the running gate knows it."""
        file = KeyFile(self.settings.accounts_path)
        new = NewKey(tenant, frozenset(scopes or Scope), limits or KeyLimits())
        secret = file.create(new)[1]
        self.look()
        return secret

    def look(self) -> None:
        """Let the gate read the keys now."""
        self.client.app.state.doors.gate._keys.look()  # type: ignore[attr-defined]


@contextmanager
def two_shops(folder: Path) -> Iterator[Shops]:
    """Serve, in this process and without a voice, a default shop and the shops a and b."""
    settings = Settings(
        home=folder,
        tenants={"a": TenantSettings(), "b": TenantSettings(), "empty": TenantSettings()},
        server=ServerSettings(voice=False, origins=(OTHER_PAGE,), sessions=8),
    )
    products = list(sample_products())
    ids = {}
    embedder = embedder_of(settings)
    for place, (tenant, brand) in enumerate(
        (("default", "Dunbar"), ("a", "Ansgar"), ("b", "Zephyrine"))
    ):
        own = [
            product.model_copy(
                update={
                    "id": f"{tenant}-{product.id}",
                    "brand": brand,
                    "title": product.title.replace(product.brand or "-", brand),
                }
            )
            for product in products[place::60][:30]
        ]
        build(own, settings.of_tenant(tenant).index_path, embedder)
        ids[tenant] = tuple(product.id for product in own)
    file = KeyFile(settings.accounts_path)
    keys = {
        tenant: file.create(NewKey(tenant, frozenset(Scope)))[1]
        for tenant in ("default", "a", "b", "empty")
    }
    with TestClient(create_app(settings, TOKEN)) as client:
        yield Shops(settings, client, keys, ids)
