"""Personal data is found and masked; its traps are not (Прил. 3, п. 5)."""

import pytest

from core.privacy import Kind, Level, find, mask
from core.privacy.digits import is_inn, is_luhn, is_snils
from tests.core.privacy.corpus import Sentence, corpus


def recall(sentences: tuple[Sentence, ...]) -> float:
    """The share of labelled kinds, sentence by sentence, that are found."""
    wanted = [(each, kind) for each in sentences for kind in each.kinds]
    return sum(kind in {hit.kind.value for hit in find(each.text)} for each, kind in wanted) / len(wanted)


def false_alarms(sentences: tuple[Sentence, ...]) -> float:
    """The share of sentences without personal data in which something is found."""
    clean = [each for each in sentences if not each.kinds]
    return sum(bool(find(each.text)) for each in clean) / len(clean)


def test_the_corpus_has_more_than_a_hundred_and_fifty_sentences_in_two_halves() -> None:
    dev, held = corpus("dev"), corpus("held")
    assert len(dev) + len(held) >= 150
    assert {each.text for each in dev}.isdisjoint(each.text for each in held)


def test_sentences_never_seen_are_found_with_recall_of_nine_tenths() -> None:
    assert recall(corpus("held")) >= 0.90


def test_sentences_never_seen_raise_few_false_alarms() -> None:
    assert false_alarms(corpus("held")) <= 0.08


def test_sentences_that_the_rules_were_written_by_are_found() -> None:
    assert recall(corpus("dev")) >= 0.90
    assert false_alarms(corpus("dev")) <= 0.08


@pytest.mark.parametrize("half", ["dev", "held"])
def test_a_masked_text_holds_nothing_more_and_masking_again_changes_nothing(half: str) -> None:
    for each in corpus(half):
        masked = mask(each.text)
        assert find(masked) == (), masked
        assert mask(masked) == masked


def test_masking_keeps_everything_else() -> None:
    assert mask("тел. 8 913 555-12-34, перезвоните") == "тел. [скрыто: личный телефон], перезвоните"
    assert mask("Не печатается рецепт") == "Не печатается рецепт"


def test_a_finding_tells_its_place_and_never_the_value() -> None:
    (hit,) = find("СНИЛС 112-233-445 95")
    assert (hit.kind, hit.level, hit.start, hit.end) == (Kind.SNILS, Level.BLOCK, 6, 20)
    assert "112" not in repr(hit)


@pytest.mark.parametrize(("digits", "right"), [("11223344595", True), ("11223344596", False), ("11111111111", False)])
def test_the_check_digits_of_snils(digits: str, right: bool) -> None:
    # 1·9+1·8+2·7+2·6+3·5+3·4+4·3+4·2+5·1 = 95, and 95 mod 101 = 95
    assert is_snils(digits) is right


@pytest.mark.parametrize(("digits", "right"), [("500100732259", True), ("500100732258", False), ("2466027264", False)])
def test_the_check_digits_of_a_persons_inn(digits: str, right: bool) -> None:
    assert is_inn(digits) is right


@pytest.mark.parametrize(("digits", "right"), [("4111111111111111", True), ("4111111111111112", False)])
def test_the_digit_of_luhn(digits: str, right: bool) -> None:
    assert is_luhn(digits) is right
