"""The lock of the node packages: exact, without addresses of one registry, free to use."""

import json
from pathlib import Path

JS = Path(__file__).parent / "js"
LICENCES = {"MIT", "ISC", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause"}


def test_every_package_is_pinned_hashed_and_free() -> None:
    wanted = json.loads((JS / "package.json").read_text())["dependencies"]
    assert all(version[0].isdigit() for version in wanted.values()), "a version is a range"
    lock = json.loads((JS / "package-lock.json").read_text())["packages"]
    assert lock[""]["dependencies"] == wanted
    packages = {name: held for name, held in lock.items() if name}
    assert len(packages) > 5
    for name, held in packages.items():
        assert "resolved" not in held, f"{name} names a registry"
        assert held["integrity"].startswith("sha512-"), name
        assert held["license"] in LICENCES, name
