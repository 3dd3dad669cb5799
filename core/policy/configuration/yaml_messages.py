"""The parser's complaints about broken YAML, in Russian: what to look for rather than what the grammar expected."""

_BY_BEGINNING = {
    "mapping values are not allowed": "двоеточие не на месте: проверьте отступ или возьмите текст в кавычки",
    "could not find expected ':'": "не хватает двоеточия после ключа",
    "found character": "недопустимый знак; отступы делаются пробелами, не табуляцией",
    "did not find expected key": "сбился отступ или не хватает ключа",
    "expected <block end>": "сбился отступ",
    "did not find expected '-'": "сбился отступ списка или не хватает «-»",
    "did not find expected ',' or ']'": "не закрыта скобка «]» или пропущена запятая",
    "did not find expected ',' or '}'": "не закрыта скобка «}» или пропущена запятая",
    "did not find expected node content": "не хватает значения",
    "found unexpected end of stream": "не закрыты кавычки",
    "found unknown escape": "неизвестное сочетание после «\\» в двойных кавычках",
    "found unexpected document indicator": "«---» или «...» внутри текста",
    "found undefined": "теги YAML не поддерживаются",
    "control characters are not allowed": "управляющий знак в тексте",
}
UNKNOWN = "ошибка записи YAML"


def in_russian(problem: str | None) -> str:
    """Say a parser's complaint in Russian."""
    for beginning, sentence in _BY_BEGINNING.items():
        if problem and problem.startswith(beginning):
            return sentence
    return UNKNOWN
