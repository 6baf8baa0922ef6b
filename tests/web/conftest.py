"""Fixtures of the server's tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from goldleaf.web.app import create_app, house_of
from goldleaf.web.house import House

from tests.web.house import HOST, InlinePool, Live, config_for, live_server


class AddressedClient(FlaskClient):
    """Sends the Host that the server expects, unless a test sends another."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        kwargs.setdefault("base_url", f"http://{HOST}")
        return super().open(*args, **kwargs)


@pytest.fixture
def pool() -> InlinePool:
    return InlinePool()


@pytest.fixture
def announced() -> list[tuple[str, str]]:
    """The pairing codes that were shown, and why."""
    return []


@pytest.fixture
def app(
    tmp_path: Path, pool: InlinePool, announced: list[tuple[str, str]], request: pytest.FixtureRequest
) -> Flask:
    changes = getattr(request, "param", {})
    config = config_for(tmp_path / "home", **changes)
    return create_app(config, announce=lambda code, why: announced.append((code, why)), pool=pool)


@pytest.fixture
def house(app: Flask) -> House:
    return house_of(app)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    app.test_client_class = AddressedClient
    return app.test_client()


@pytest.fixture
def token(house: House) -> str:
    """The command line's token."""
    return house.keys.token_file.read_text().strip()


@pytest.fixture
def auth(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """The server as `goldleaf serve` starts it."""
    with live_server(tmp_path_factory.mktemp("live") / "home") as live:
        yield live


@pytest.fixture(scope="session")
def obedient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """The same server, except that pages can order their worker to hang, spin or die; see obedient_server."""
    home = tmp_path_factory.mktemp("obedient") / "home"
    with live_server(
        home, "--workers", "2", "--deadline", "3", command=("-m", "tests.web.obedient_server")
    ) as live:
        yield live
