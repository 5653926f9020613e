"""The router that serves the analysts' pages."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.analyst import site
from assistant.analyst.site import SHARED, VIEWS
from assistant.http.errors import answer_errors


@pytest.fixture
def client() -> Iterator[TestClient]:
    app = FastAPI()
    answer_errors(app)
    app.include_router(site.router)
    with TestClient(app) as running:
        yield running


def _version(client: TestClient) -> str:
    return client.get("/analyst").text.split("/analyst-files/")[1].split("/")[0]


def test_every_page_is_the_same_document_with_a_strict_policy(client: TestClient) -> None:
    first = client.get("/analyst")
    for view in ("", "/", *(f"/{each}" for each in sorted(VIEWS)), "/turns?q=%3Cscript%3E"):
        answer = client.get(f"/analyst{view}")
        assert answer.status_code == 200
        assert answer.content == first.content
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "require-trusted-types-for 'script'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["referrer-policy"] == "no-referrer"
    assert "{version}" not in first.text


def test_what_is_no_page_is_not_found(client: TestClient) -> None:
    for path in ("/analyst/nothing", "/analyst/turns/1", "/analyst/index.html"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "error" in answer.json()


def test_shared_files_of_the_shoppers_page_are_there_too(client: TestClient) -> None:
    version = _version(client)
    for name, path in SHARED.items():
        answer = client.get(f"/analyst-files/{version}/{name}")
        assert answer.content == path.read_bytes()
        assert "immutable" in answer.headers["cache-control"]
    old = client.get("/analyst-files/0000/shared/dom.js")
    assert old.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    ["index.html", "shared/../index.html", "..%2fsite.py", "%2e%2e/site.py", "js", "shared/app.js"],
)
def test_nothing_but_the_files_can_be_had(client: TestClient, path: str) -> None:
    assert client.get(f"/analyst-files/{_version(client)}/{path}").status_code == 404


def test_what_is_known_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/analyst", headers={"accept-encoding": "gzip"})
    tag = first.headers["etag"]
    again = client.get("/analyst", headers={"accept-encoding": "gzip", "if-none-match": tag})
    assert first.headers["content-encoding"] == "gzip"
    assert again.status_code == 304
