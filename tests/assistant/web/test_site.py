"""The router that serves the page."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.accounts.gate import Gate
from assistant.config import Settings
from assistant.config_tables import LiveKitSettings
from assistant.http.doors import Doors
from assistant.http.errors import answer_errors
from assistant.shops import Shops
from assistant.web import site
from assistant.web.assets import Site
from assistant.web.site import content_policy


def page_client(settings: Settings) -> TestClient:
    """Return a client of an application that has nothing but the page."""
    app = FastAPI()
    answer_errors(app)
    app.include_router(site.router)
    app.state.doors = Doors(settings, cast(Shops, None), cast(Gate, None))
    return TestClient(app)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with page_client(Settings(home=tmp_path)) as running:
        yield running


def _version(client: TestClient) -> str:
    page = client.get("/").text
    return page.split("/web/")[1].split("/")[0]


def test_the_page_comes_with_a_strict_policy(client: TestClient) -> None:
    answer = client.get("/")
    policy = answer.headers["content-security-policy"]
    assert answer.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert "unsafe" not in policy
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "microphone=(self)" in answer.headers["permissions-policy"]
    assert "{version}" not in answer.text


def test_the_policy_lets_a_livekit_server_in_only_where_one_is_set() -> None:
    assert "connect-src 'self';" in content_policy(None)
    assert "wss://live.example:7880 https://live.example:7880;" in content_policy(
        "wss://live.example:7880"
    )
    assert "ws://127.0.0.1:7880 http://127.0.0.1:7880;" in content_policy("ws://127.0.0.1:7880")


def test_files_are_kept_a_year_under_their_version_only(client: TestClient) -> None:
    version = _version(client)
    kept = client.get(f"/web/{version}/js/app.js")
    assert kept.headers["content-type"].startswith("text/javascript")
    assert "immutable" in kept.headers["cache-control"]
    old = client.get("/web/0000/js/app.js")
    assert old.content == kept.content
    assert old.headers["cache-control"] == "no-cache"


def test_what_is_known_is_not_sent_again(client: TestClient) -> None:
    for path in ("/", f"/web/{_version(client)}/css/page.css"):
        first = client.get(path)
        again = client.get(path, headers={"if-none-match": f'"x", W/{first.headers["etag"]}'})
        assert again.status_code == 304
        assert not again.content
        assert client.get(path, headers={"if-none-match": '"other"'}).status_code == 200


def test_files_are_zipped_for_who_takes_it(client: TestClient) -> None:
    path = f"/web/{_version(client)}/js/app.js"
    zipped = client.get(path, headers={"accept-encoding": "gzip"})
    plain = client.get(path, headers={"accept-encoding": "identity"})
    assert zipped.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert zipped.content == plain.content
    assert zipped.headers["etag"] != plain.headers["etag"]


@pytest.mark.parametrize(
    "path",
    [
        "index.html",  # it would come without its policy
        "js/../../site.py",
        "..%2f..%2fsite.py",
        "%2e%2e/site.py",
        "js",
        "nothing.js",
        "js/app.js%00",
    ],
)
def test_nothing_but_the_files_can_be_had(client: TestClient, path: str) -> None:
    answer = client.get(f"/web/{_version(client)}/{path}")
    assert answer.status_code == 404
    assert "error" in answer.json()


def test_a_changed_file_makes_another_version(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>{version}</p>")
    (tmp_path / "a.css").write_text("a {}")
    own = Site(tmp_path)
    own.refresh()
    first = own.version
    (tmp_path / "a.css").write_text("a { color: red }")
    own.refresh()
    assert own.version != first
    found = own.file("index.html")
    assert found is not None
    assert found.content == f"<p>{own.version}</p>".encode()
    assert found.zipped is None or gzip.decompress(found.zipped) == found.content


def test_the_page_is_told_how_to_connect(client: TestClient, tmp_path: Path) -> None:
    assert client.get("/v1/web/config").json() == {"livekit_url": None, "voice": True}
    live = Settings(home=tmp_path, livekit=LiveKitSettings(url="wss://live.example"))
    with page_client(live) as other:
        assert other.get("/v1/web/config").json()["livekit_url"] == "wss://live.example"
