"""One-time codes, at the desk and over HTTP."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from goldleaf.web.house import House
from goldleaf.web.pairing import ALPHABET, LIFE_SECONDS, PAUSE_SECONDS, TRIES, PairingDesk
from goldleaf.web.refusals import Refusal

from tests.web.house import CHROMIUM, FIREFOX


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def shown() -> list[tuple[str, str]]:
    return []


@pytest.fixture
def desk(clock: Clock, shown: list[tuple[str, str]]) -> PairingDesk:
    return PairingDesk(lambda code, why: shown.append((code, why)), clock)


def refused(desk: PairingDesk, code: str) -> str:
    with pytest.raises(Refusal) as caught:
        desk.redeem(code)
    return caught.value.code


def live_code(desk: PairingDesk) -> str:
    code = desk.offer()
    assert code is not None
    return code


def test_codes_are_eight_letters_that_nobody_confuses(desk: PairingDesk) -> None:
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", live_code(desk))
    assert len(set(ALPHABET)) == 32


def test_a_live_code_is_offered_again_and_shown_once(desk: PairingDesk, shown: list[tuple[str, str]]) -> None:
    assert live_code(desk) == live_code(desk)
    assert [why for _, why in shown] == ["first"]


def test_a_code_is_good_once(desk: PairingDesk, shown: list[tuple[str, str]]) -> None:
    code = live_code(desk)
    desk.redeem(code)
    assert refused(desk, code) == "bad_code"
    assert [why for _, why in shown] == ["first", "used"], "a new one was shown at once"
    desk.redeem(shown[-1][0])


def test_case_hyphen_and_letters_like_digits_do_not_matter(desk: PairingDesk) -> None:
    code = live_code(desk)
    desk.redeem(" " + code.lower().replace("-", "").replace("0", "o").replace("1", "l"))


def test_a_code_lapses_and_the_next_comes_on_demand(
    desk: PairingDesk, clock: Clock, shown: list[tuple[str, str]]
) -> None:
    code = live_code(desk)
    clock.now += LIFE_SECONDS
    assert refused(desk, code) == "bad_code"
    assert [why for _, why in shown] == ["first", "lapsed"]
    assert live_code(desk) == shown[-1][0] != code
    desk.redeem(shown[-1][0])


def test_guessing_shuts_the_desk_and_voids_the_code(
    desk: PairingDesk, clock: Clock, shown: list[tuple[str, str]]
) -> None:
    code = live_code(desk)
    assert [refused(desk, "0000-000U") for _ in range(TRIES)] == ["bad_code"] * (TRIES - 1) + [
        "too_many_tries"
    ]
    assert refused(desk, code) == "too_many_tries", "the right one is refused now, too"
    assert desk.offer() is None
    clock.now += PAUSE_SECONDS
    assert refused(desk, code) == "bad_code"
    assert [why for _, why in shown] == ["first", "guessed"]
    desk.redeem(shown[-1][0])


def test_the_pause_says_how_long(desk: PairingDesk, clock: Clock) -> None:
    live_code(desk)
    for _ in range(TRIES):
        refused(desk, "x")
    clock.now += 20
    with pytest.raises(Refusal) as caught:
        desk.redeem("x")
    assert (caught.value.status, caught.value.headers) == (429, {"Retry-After": "40"})


@pytest.mark.parametrize("code", ["", "é" * 8, "\ud800", "0" * 100_000])
def test_odd_codes_are_only_wrong(desk: PairingDesk, code: str) -> None:
    live_code(desk)
    assert refused(desk, code) == "bad_code"


@pytest.mark.parametrize("origin", [CHROMIUM, FIREFOX])
def test_pairing_over_http(
    client: FlaskClient, house: House, announced: list[tuple[str, str]], origin: str
) -> None:
    assert client.get("/pair").status_code == 200
    ((code, _),) = announced
    response = client.post("/v1/pair", headers={"Origin": origin}, json={"code": code})
    answer = response.get_json()
    assert response.status_code == 200
    assert sorted(answer) == ["name", "token", "version"]
    headers = {"Origin": origin, "Authorization": f"Bearer {answer['token']}"}
    assert client.get("/v1/status", headers=headers).get_json()["extensions_paired"] == 1
    again = client.post("/v1/pair", headers={"Origin": FIREFOX}, json={"code": code})
    assert (again.status_code, again.get_json()["error"]["code"]) == (403, "bad_code")


def test_wrong_codes_over_http(client: FlaskClient, house: House) -> None:
    house.desk.offer()
    answers = [
        client.post("/v1/pair", headers={"Origin": CHROMIUM}, json={"code": "AAAA-AAAU"}) for _ in range(6)
    ]
    assert [answer.status_code for answer in answers] == [403] * 4 + [429] * 2
    assert answers[-1].headers["Retry-After"].isdigit()
    assert house.keys.pairings() == ()
    assert client.get("/pair").status_code == 200, "the page stays open"
