"""A desk with the requests of the pairs, made once."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from core.vocabulary import Channel
from tests.support.desk import FrozenDesk, done, made_once, make_desk, register

PAIRS = Path(__file__).parents[3] / "data" / "search_pairs.yaml"
KINDS = ("inflected", "typo", "layout", "code")


@cache
def corpus() -> dict[str, Any]:
    """The requests and the pairs."""
    found: dict[str, Any] = yaml.safe_load(PAIRS.read_text("utf-8"))
    return found


@made_once
def _requests(folder: Path) -> FrozenDesk:
    desk = make_desk(folder)
    for subject, description in corpus()["requests"].values():
        done(desk, register(subject=subject, description=description, channel=Channel.INTERACTIVE))
    return desk


@pytest.fixture
def requests(tmp_path: Path) -> FrozenDesk:
    """The desk; the number of a request is its place among them, from 1."""
    return _requests(tmp_path)


def number_of(key: str) -> int:
    """Under which number a request of the pairs stands."""
    return list(corpus()["requests"]).index(key) + 1
