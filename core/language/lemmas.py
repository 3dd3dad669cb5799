"""Words and their lemmas: «кандидаты», «кандидатов» and «кандидатам» are all «кандидат»."""

import re
from functools import cache, lru_cache
from threading import Lock
from typing import Any, Final

from core.text import fold

_WORD: Final = re.compile(r"[a-zа-я][a-zа-я0-9]*(?:-[a-zа-я0-9]+)*|[0-9]+")
_LOADING: Final = Lock()
_STOP_WORDS: Final = """
а без более бы быть в вам вас весь во вот все всегда вы где да для до его ее если есть еще же за и из или им их к как
ко когда который ли либо мне мочь мы на над нам наш не него нее нет ни но о об он она они оно от очень по под после
при про раз с сам свой себя со та так такой там то тот ты у уже хотеть чтобы что это этот я
здравствуйте добрый день пожалуйста просить прошу просьба спасибо помочь помогите коллега
"""
STOP: Final = frozenset(_STOP_WORDS.split())
"""Lemmas that tell nothing about what a request is about."""


def words(text: str) -> tuple[str, ...]:
    """The words of a text in order, folded; numbers are words too."""
    return tuple(_WORD.findall(fold(text)))


@lru_cache(maxsize=4096)
def lemmas(text: str) -> tuple[str, ...]:
    """The lemmas of a text in order, those that tell nothing left out; Latin words and numbers stay as they are."""
    found = (_lemma(word) for word in words(text))
    return tuple(lemma for lemma in found if lemma not in STOP)


def shared_words(one: str, other: str) -> frozenset[str]:
    """The words of either text, as :func:`words` gives them, that the other has too, in any form."""
    common = frozenset(lemmas(one)) & frozenset(lemmas(other))
    return frozenset(word for word in (*words(one), *words(other)) if common.intersection(lemmas(word)))


def analyses(word: str) -> tuple[Any, ...]:
    """Every reading of one word that the dictionary has, the likeliest first: values with ``tag`` and ``score``."""
    return _parse(fold(word))


@lru_cache(maxsize=32768)
def _lemma(word: str) -> str:
    if not "а" <= word[0] <= "я":
        return word
    return fold(_parse(word)[0].normal_form)


@lru_cache(maxsize=8192)
def _parse(word: str) -> tuple[Any, ...]:
    return tuple(_analyser().parse(word))


def _analyser() -> Any:
    with _LOADING:  # two threads must not load the dictionary twice
        return _loaded()


@cache
def _loaded() -> Any:
    import pymorphy3

    from core.language.mapped_dictionary import map_dictionaries

    map_dictionaries()
    return pymorphy3.MorphAnalyzer(lang="ru")
