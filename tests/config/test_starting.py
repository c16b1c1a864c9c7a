"""config.gunicorn, config.wsgi, manage.py and scripts/port_is_free.py: what is wrong is said in a sentence, at once."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def ended(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """A process that must end by itself, with a status and one line."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", **variables},
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "abc"), ("WEB_THREADS", "-1"), ("LOG_LEVEL", "LOUD")],
)
def test_the_server_names_the_variable_that_it_does_not_understand(name: str, value: str) -> None:
    told = ended("-m", "gunicorn", "-c", "config/gunicorn.py", "config.wsgi", **{name: value})
    assert told.returncode == 1
    assert told.stderr.startswith(f"ImproperlyConfigured: {name}={value} is not understood: write ")
    assert len(told.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("name", ["HTTPS", "WEB_CONCURRENCY"])
def test_the_application_names_the_setting_that_it_does_not_understand(name: str) -> None:
    variables = {"DJANGO_SETTINGS_MODULE": "config.settings", name: "soon"}
    told = ended("-c", "import config.wsgi", **variables)
    assert told.returncode == 1
    assert f"{name}=soon is not understood" in told.stderr
    assert "Traceback" not in told.stderr


def test_a_port_that_is_taken_is_told_with_the_way_out() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        told = ended("scripts/port_is_free.py", PORT=port)
        assert (told.returncode, told.stderr) == (
            1,
            f"Port {port} is taken. Choose another one: PORT=8080 make run\n",
        )
    assert ended("scripts/port_is_free.py", PORT=port).returncode == 0
    assert "PORT=abc is not understood" in ended("scripts/port_is_free.py", PORT="abc").stderr
