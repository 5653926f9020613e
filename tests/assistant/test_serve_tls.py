"""`aisle serve` with a certificate of its own, and who trusts it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from assistant.config import Settings
from assistant.config_tables import ServerSettings
from assistant.errors import ConfigError
from assistant.http.certificate import check_certificate, trusted
from tests.clients.tls import certificate_in
from tests.served import serving


@pytest.mark.model
def test_it_is_spoken_and_only_the_same_settings_trust_it(
    sample_home: Path, tmp_path: Path
) -> None:
    own = certificate_in(tmp_path)
    home = tmp_path / "home"
    shutil.copytree(sample_home, home)
    environment = {
        "AISLE_SERVER__VOICE": "false",
        "AISLE_SERVER__CERTIFICATE": str(own.certificate),
        "AISLE_SERVER__KEY": str(own.key),
    }
    with serving(home, **environment) as served:
        assert served.url.startswith("https://127.0.0.1:")
        with pytest.raises(httpx.ConnectError):
            httpx.get(served.url + "/healthz")
        settings = ServerSettings(certificate=own.certificate, key=own.key)
        context = trusted(settings)
        assert context is not None
        assert httpx.get(served.url + "/healthz", verify=context).status_code == 200
        found = subprocess.run(
            [sys.executable, "-c", "from assistant.cli import main; main()", "search", "boots"],
            env={**os.environ, "AISLE_HOME": str(home), **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        assert found.returncode == 0, found.stderr
        assert "Boot" in found.stdout


def test_files_that_do_not_belong_together_are_one_sentence(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    first.mkdir()
    second.mkdir()
    own, other = certificate_in(first), certificate_in(second)
    for certificate, key in (
        (own.certificate, other.key),
        (tmp_path / "nowhere.pem", own.key),
        (own.key, own.key),
    ):
        with pytest.raises(ConfigError, match=r"belong together\.$"):
            check_certificate(ServerSettings(certificate=certificate, key=key))
    with pytest.raises(ValueError, match="go together"):
        Settings(server=ServerSettings(certificate=own.certificate))
