"""The reader refuses everything that could mean something else than it seems to, and names the line."""

import pytest

from core.policy.configuration.strict_yaml import MAX_DEPTH, Position, read_yaml
from core.policy.errors import ConfigError, Problem

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def problems(text: str | bytes) -> tuple[Problem, ...]:
    raw = text.encode() if isinstance(text, str) else text
    with pytest.raises(ConfigError) as caught:
        read_yaml(raw, "f.yaml")
    return caught.value.problems


def test_what_is_plain_is_read_as_it_seems() -> None:
    text = "цель: 20m\nчисло: 14\nминус: -3\nда: true\nнет: false\nпусто: null\nвремя: '13:00'\n"
    text += "список: [a, 'no', \"010\"]\n"
    assert read_yaml(text.encode(), "f.yaml").data == {
        "цель": "20m", "число": 14, "минус": -3, "да": True, "нет": False, "пусто": None, "время": "13:00",
        "список": ["a", "no", "010"],
    }  # fmt: skip


def test_every_key_and_item_knows_its_place() -> None:
    document = read_yaml("# заметка\na:\n  - b: 1\n    c: [2,\n        3]\n".encode(), "f.yaml")
    assert document.positions[("a",)] == Position(2, 1)
    assert document.positions[("a", 0, "c")] == Position(4, 5)
    assert document.positions[("a", 0, "c", 1)] == Position(5, 9)
    assert document.problem(("a", 0, "нет"), "м").line == 3


@pytest.mark.parametrize(
    ("text", "line", "key", "message"),
    [
        ("a: 1\nb: 13:00\n", 2, "b", 'время пишется в кавычках: "13:00"'),
        ("a: 08:30\n", 1, "a", 'время пишется в кавычках: "08:30"'),
        ("a: 2026-01-31\n", 1, "a", 'дата пишется в кавычках: "2026-01-31"'),
        ("a: 2026-01-31T10:00:00\n", 1, "a", 'дата пишется в кавычках: "2026-01-31T10:00:00"'),
        ("a: yes\n", 1, "a", "логическое значение пишется true"),
        ("a: [x, off]\n", 1, "a[1]", "логическое значение пишется false"),
        ("a: False\n", 1, "a", "логическое значение пишется false"),
        ("no: 1\n", 1, "", "логическое значение пишется false"),
        ("a: 010\n", 1, "a", "не простое десятичное число"),
        ("a: 0x1f\n", 1, "a", "не простое десятичное число"),
        ("a: 1_000\n", 1, "a", "не простое десятичное число"),
        ("a: 1.5\n", 1, "a", "дробные числа здесь не используются"),
        ("a: 1_000.5\n", 1, "a", "дробные числа здесь не используются"),
        ("a: .inf\n", 1, "a", "дробные числа здесь не используются"),
        ("a: ~\n", 1, "a", "значение не указано"),
        ("a:\nb: 1\n", 1, "a", "значение не указано"),
        ("a: 1\nb: 2\na: 3\n", 3, "a", "ключ уже стоит в строке 1"),
        ("x:\n  a: 1\n  'a': 2\n", 3, "x.a", "ключ уже стоит в строке 2"),
        ("2026: 1\n", 1, "", "ключ «2026» должен быть текстом"),
        ("? [a]\n: 1\n", 1, "", "ключ должен быть простым текстом"),
        ("a: &x 1\nb: *x\n", 1, "a", "якоря YAML не поддерживаются: «&x»"),
        ("b: *x\n", 1, "b", "ссылки YAML не поддерживаются: «*x»"),
        ("a: !!python/object:os.system x\n", 1, "a", "теги YAML не поддерживаются"),
        ("a: ! x\n", 1, "a", "теги YAML не поддерживаются"),
        ("<<: {a: 1}\n", 1, "", "ключ слияния «<<» не поддерживается"),
        ("a: 1\n---\nb: 2\n", 2, "", "больше одного документа"),
        ("", 1, "", "файл пуст"),
        ("# только заметка\n", 2, "", "файл пуст"),
        ("a: [1, 2\nb: 3\n", 2, "", "не закрыта скобка «]»"),
        ("a: b: c\n", 1, "", "двоеточие не на месте"),
        ("a:\n\tb: 1\n", 2, "", "отступы делаются пробелами"),
        ('a: "x\n', 2, "", "не закрыты кавычки"),
        ("a: 1\nb: \x01\n", 2, "", "управляющий знак: «␁»"),
        ('a: "\\e[0m"\n', 1, "a", "управляющие или невидимые знаки в тексте: «␛[0m»"),
        ("a: x\u202ey\n", 1, "a", "управляющие или невидимые знаки"),
        (b"a: 1\nb: \xcf\xf0\n", 2, "", "файл не в кодировке UTF-8"),
    ],
)
def test_each_trap_is_refused_where_it_stands(text: str | bytes, line: int, key: str, message: str) -> None:
    (problem,) = problems(text)
    assert (problem.file, problem.line, problem.key) == ("f.yaml", line, key)
    assert message in problem.message


def test_all_traps_of_a_file_are_told_at_once() -> None:
    assert [problem.line for problem in problems("a: yes\nb: 13:00\nb: 1\n")] == [1, 2, 3]


def test_an_alias_bomb_is_refused_at_its_first_anchor() -> None:
    assert len(BOMB) > 300
    (problem,) = problems(BOMB)
    assert (problem.line, problem.message) == (1, "якоря YAML не поддерживаются: «&a»")


def test_depth_and_size_are_limited() -> None:
    assert read_yaml(("[" * MAX_DEPTH + "]" * MAX_DEPTH).encode(), "f.yaml").data
    assert "вложенность больше 12 уровней" in problems("[" * 100_000)[0].message
    assert problems(b"#" * (256 * 1024 + 1))[0].message == "файл больше 256 КБ"


def test_a_problem_reads_as_one_line() -> None:
    problem = Problem("config/priorities.yaml", 12, "norms[3].priority", "неизвестное значение «hihg»", "high")
    line = "config/priorities.yaml:12: norms[3].priority: неизвестное значение «hihg»; ближайшее — «high»"
    assert str(problem) == line
    assert str(ConfigError([problem, Problem("f.yaml", None, "", "файл пуст")])) == f"{line}\nf.yaml: файл пуст"
