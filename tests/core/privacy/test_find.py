"""Personal data is found and masked; its traps are not (Прил. 3, п. 5)."""

import pytest

from core.privacy import Certainty, Kind, Known, Level, find, mask, mask_all, masked_name
from core.privacy.numbers.digits import is_inn, is_luhn, is_snils
from tests.core.privacy.corpus import NAMES, corpus, coverage, false_alarms, known, recall


def found(text: str, **desk: Known) -> list[tuple[str, str]]:
    """What is found in a text: its kind and the words themselves."""
    return [(hit.kind.value, text[hit.start : hit.end]) for hit in find(text, **desk)]


@pytest.mark.parametrize("name", NAMES)
def test_what_was_written_by_others_is_found_whole_and_their_traps_pass(name: str) -> None:
    assert recall(name) >= 0.93
    assert coverage(name) >= 0.92
    assert false_alarms(name) <= 0.04


@pytest.mark.parametrize("name", NAMES)
def test_a_masked_text_holds_nothing_more_and_masking_again_changes_nothing(name: str) -> None:
    for each in (*corpus(name)["positive"], *corpus(name)["negative"]):
        masked = mask_all(each["text"], known(name))
        assert find(masked, known(name)) == (), masked
        assert mask_all(masked, known(name)) == masked


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Карту Журавиной Олеси Глебовны не открыть", "name", "Журавиной Олеси Глебовны"),
        ("не открыть карту журавиной олеси глебовны", "name", "журавиной олеси глебовны"),
        ("НЕ ОТКРЫТЬ КАРТУ ЖУРАВИНА ОЛЕСЯ ГЛЕБОВНА", "name", "ЖУРАВИНА ОЛЕСЯ ГЛЕБОВНА"),
        ("снимок подписан Журавина О.Г., не её", "name", "Журавина О.Г."),
        ("пациент Коваль лежит в третьей палате", "name", "Коваль"),
        ("Ооржак Шенне Хеймер-ооловна не прикреплена", "name", "Ооржак Шенне Хеймер-ооловна"),
        ("нет прививок у Маммадовой Гюнель Интигам кызы", "name", "Маммадовой Гюнель Интигам кызы"),
        ("файл Zhuravina_Olesya_Glebovna.pdf", "name", "Zhuravina_Olesya_Glebovna"),
        ("строка 14;Тетерин;Виктор;Павлович;отказ", "name", "Тетерин;Виктор;Павлович"),
        ("врач Скоробогатько не видит участок", "name", "Скоробогатько"),
        ("СНИЛС 112-233-445 95 занят", "snils", "112-233-445 95"),
        ("в строке 11223344595 и больше ничего", "snils", "11223344595"),
        ("паспорт 04 08 771200 не читается", "passport", "04 08 771200"),
        ("загранпаспорт FA 4718293 не лезет", "passport", "FA 4718293"),
        ("свидетельство II-БА № 600318", "birth_certificate", "II-БА № 600318"),
        ("ИНН плательщика 500100732259", "inn", "500100732259"),
        ("больничный 910 301 556 772 не закрыт", "sick_leave", "910 301 556 772"),
        ("история болезни 7719-С не закрыта", "medical_card", "7719-С"),
        ("звоните 8 913 555-12-34", "phone", "8 913 555-12-34"),
        ("мой ящик tanya.lab@bk.ru", "email", "tanya.lab@bk.ru"),
        ("пароль теперь leto12leto и не пускает", "password", "leto12leto"),
        ("ребёнок 17.09.2015 г. р. без карты", "birth_date", "17.09.2015"),
        ("проживает: ул. Тополиная, д. 18, кв. 44", "address", "ул. Тополиная, д. 18, кв. 44"),
        ("мальчику девяти лет с эпилепсией не дают рецепт", "diagnosis", "эпилепсией"),
        ("у Журавиной не сохраняется осмотр", "name", "Журавиной"),
        ("записали Чэнь Сяоми на завтра", "name", "Чэнь Сяоми"),
        ("пац. Пермяков не найден", "name", "Пермяков"),
        ("в протокол Ю.С. Долговязовой попал чужой снимок", "name", "Ю.С. Долговязовой"),
        ("файл soglasie-Gavrilenko_Pavel_Egorovich.pdf", "name", "Gavrilenko_Pavel_Egorovich"),
        ("выписка_Ковалев.pdf не грузится", "name", "Ковалев"),
        ("карта Жура\u200bвиной Оле\u00adси Глебовны пуста", "name", "Жура\u200bвиной Оле\u00adси Глебовны"),
        ("не открыть Жура<b>вину</b> Олесю Глебовну", "name", "Жура<b>вину</b> Олесю Глебовну"),
        ("выписан Андре\u0438\u0306 Журавин", "name", "Андре\u0438\u0306 Журавин"),
        ("СНИЛС с голоса: сто двенадцать, двести тридцать три, четыреста сорок пять, девяносто пять", "snils",
            "сто двенадцать, двести тридцать три, четыреста сорок пять, девяносто пять"),
        ("паспорт ноль четыре ноль восемь, семьсот семьдесят одна двенадцать", "passport",
            "ноль четыре ноль восемь, семьсот семьдесят одна двенадцать"),
        ("звонить 8 девятьсот тринадцать 555 12 34", "phone", "8 девятьсот тринадцать 555 12 34"),
        ("ящик petrova точка lena собака mail точка ру", "email", "petrova точка lena собака mail точка ру"),
        ("ivanova.m / Trassa#77 — так и не пустило", "password", "Trassa#77"),
        ("полис бумажный, серия ММ 1804 № 2297315", "policy", "ММ 1804 № 2297315"),
        ("св-во о рождении 1-ЕТ 551820 не берёт", "birth_certificate", "1-ЕТ 551820"),
        ("родилась двадцать первого мая тысяча девятьсот шестидесятого года", "birth_date",
            "двадцать первого мая тысяча девятьсот шестидесятого года"),
        ("адрес: Енисейск, 5 мкр, д. 3, кв. 12", "address", "Енисейск, 5 мкр, д. 3, кв. 12"),
        ("снилс\n14830675272\nне принят", "snils", "14830675272"),
        ("выписан Непомнящему Глебу другой рецепт", "name", "Непомнящему Глебу"),
        ("ПАЦИЕНТ КОВАЛЬ НЕ НАХОДИТСЯ", "name", "КОВАЛЬ"),
        ("у малыша Артёма Н не открыть прививки", "name", "Артёма Н"),
        ("нет карты племянника Журавина", "name", "Журавина"),
        ("Tuleeva Gulnara ne zapisana", "name", "Tuleeva Gulnara"),
        ("Olga Melnik ne vidna", "name", "Olga Melnik"),
        ("Zarechnaya Yuliya ne vidna", "name", "Zarechnaya Yuliya"),
        ("паспорт 0 4 0 8 7 7 1 2 0 0 не берёт", "passport", "0 4 0 8 7 7 1 2 0 0"),
        ("больного Кара-Сал нет в списке", "name", "Кара-Сал"),
        ("адрес Енисейск Мира 5 12", "address", "Енисейск Мира 5 12"),
        ("GET /p?q=%D0%9B%D1%83%D0%B7%D0%B3%D0%B8%D0%BD+%D0%98%D0%B2%D0%B0%D0%BD&n=1", "name",
            "%D0%9B%D1%83%D0%B7%D0%B3%D0%B8%D0%BD+%D0%98%D0%B2%D0%B0%D0%BD"),
        (r'{"fio": "\u041b\u0443\u0437\u0433\u0438\u043d"}', "name", r"\u041b\u0443\u0437\u0433\u0438\u043d"),
        ("пациент &#1051;&#1091;&#1079;&#1075;&#1080;&#1085; выписан", "name",
            "&#1051;&#1091;&#1079;&#1075;&#1080;&#1085;"),
    ],
)  # fmt: skip
def test_each_kind_is_found_where_it_stands(text: str, kind: str, value: str) -> None:
    assert found(text) == [(kind, value)]


@pytest.mark.parametrize(
    "text",
    [
        "Больница имени Н. И. Пирогова переходит на новый шаблон",
        "кабинет на Клары Цеткин, 27 без связи",
        "Шкала Бека и тест Рейтана не считают сумму",
        "Инженер ВЛТП Ступин А. Г. уже подключался",
        "Карта «Пробный Пациент Пациентович» нужна для занятий",
        "Идентификатор документа 9100358948432104 не найден",
        "Приём 24 ноября 2026 в 09:40 исчез",
        "Приёмная больницы 8 (39147) 2-10-33 в шапке",
        "Письма с noreply@portal-zdrav.example попадают в спам",
        "Код B24 печатается на титуле всем, уберите",
        "Новый пароль должен быть из восьми знаков",
        "Медсестра процедурного просит роль «Старшая»",
        "password=******** в конфиге так и должно быть",
        "у Ачинской больницы не уходят рецепты",
        "У Барса карта грузится дольше, чем у Промеда",
        "«Гедеон Рихтер» и «Тева» у поставщиков слиты",
        "windows / Win10Pro не активируется, путь server1:D$/Backup2026",
        "СНИЛС не сохраняется у двадцати пяти пациентов из тридцати",
        "серия бланков 0417 номер 553871",
        "Отделение;Телефон\nХирургия;2-17-44",
        "Заполняется: Фамилия; Имя; Отчество; СНИЛС\nвсе поля обязательны",
        "Инструкция_Касперский.pdf не читается",
        "ПАЦИЕНТ ВЕТЕРАН, ЛЬГОТА НЕ ВИДНА",
        "111-222-333 00 стоит в поле снилса для примера",
        "GET /x?q=%D0%BD%D0%B5%20%D0%BD%D0%B0%D0%B9%D0%B4%D0%B5%D0%BD%D0%BE&r=1",
        "Igor Server and Roman Driver in the log",
        "Здесь which is an ordinary English sentence and no name",
    ],
)
def test_what_is_nobody_s_passes(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("серия паспорта 04 11, а номер 550172 — поля перепутаны", ["04 11", "550172"]),
        ("DOC_SER=04 09; DOC_NUM=118273 отказ", ["04 09", "118273"]),
        ("№;серия;номер паспорта;дата\n1;0412;553871;01.11.2026", ["0412", "553871"]),
        ("пациент | карта | телефон\nВетров | 20417 | 8 39158 2-17-44", ["Ветров", "20417", "8 39158 2-17-44"]),
        ("у Журавиной рак лёгкого, стадия пуста", ["Журавиной", "рак лёгкого"]),
        ("карты Пермяковой и Рогова слились", ["Пермяковой", "Рогова"]),
        ("снимок Пермяковой лёг вчера к Рогову", ["Пермяковой", "Рогову"]),
        ("Хомушкан Глеб без полиса", ["Хомушкан Глеб"]),
        ("пациентка Плетнёва Ираида Саввична, панкреонекроз", ["Плетнёва Ираида Саввична", "панкреонекроз"]),
    ],
)
def test_what_stands_in_parts_is_found_in_each_place(text: str, values: list[str]) -> None:
    assert [value for _, value in found(text)] == values


@pytest.mark.parametrize("before", ["Договор Д-1 ", "№ 1 ", "Кабинет 12 ", "Строка 7: "])
def test_a_number_right_before_hides_no_document(before: str) -> None:
    assert found(f"{before}100-522-654 89") == [("snils", "100-522-654 89")]


def test_what_splits_a_word_is_masked_with_it_and_the_rest_stays() -> None:
    assert mask("карта Жура\u200bвиной О. Г. пу\u00adста") == "карта [скрыто: ФИО] пу\u00adста"
    assert mask("<b>Важно</b>: <i>Жура<b>вина</b></i> Олеся") == "<b>Важно</b>: <i>[скрыто: ФИО]"


def test_the_desk_s_own_people_and_contacts_pass_unless_they_are_patients() -> None:
    own = Known.of(["+7 (391) 217-89-77", "+7 913 000-11-05"], ["ck@desk.example"], ["Вяткина Ольга Юрьевна"])
    for text in ("Назначить на Вяткину О. Ю.", "Вяткина Ольга просит доступ", "тел. 8 913 000 11 05", "на 217-89-77"):
        assert found(text, known=own) == []
    assert found("пациентка Вяткина Ольга Юрьевна, карта пустая", known=own) == [("name", "Вяткина Ольга Юрьевна")]
    assert found("Назначить на Вяткину О. Ю.") == [("name", "Вяткину О. Ю.")]


@pytest.mark.parametrize("after", ["", " выписка не печатается", " не печатается", ", карта пустая", " запись пропала"])
def test_a_date_beside_a_whole_name_is_of_birth_whatever_follows(after: str) -> None:
    text = f"Пациент Воронцов Глеб Маркович 05.06.1977{after}"
    assert found(text) == [("name", "Воронцов Глеб Маркович"), ("birth_date", "05.06.1977")]


@pytest.mark.parametrize("text", ["Орехова С.И. не попала", "Грибов С.И. не попал", "файл Громов-Тарас-Юрьевич.pdf"])
def test_a_surname_that_is_a_village_or_a_mushroom_too_is_one_beside_initials(text: str) -> None:
    assert [(kind, hit.level) for hit in find(text) for kind in [hit.kind]] == [(Kind.NAME, Level.BLOCK)]


@pytest.mark.parametrize("text", ["Пароль Wi-Fi не менять", "Проверьте пароль, CapsLock включён"])
def test_what_is_said_of_passwords_holds_none(text: str) -> None:
    assert found(text) == []


def test_how_sure_it_is_decides_how_much_of_the_kind_s_level_it_gets() -> None:
    levels = [(hit.certainty, hit.level) for hit in find("пациентке звонить 8 913 555-12-34 или 8 960 000-22-66")]
    assert levels[0] == (Certainty.SURE, Level.BLOCK)
    assert [hit.level for hit in find("звоните 8 960 000-22-66")] == [Level.MASK]
    assert [hit.level for hit in find("врач Скоробогатько в отпуске")] == [Level.WARN]
    milder = find("СНИЛС 112-233-445 95", levels={Kind.SNILS: Level.WARN})
    assert [hit.level for hit in milder] == [Level.WARN]


def test_masking_keeps_everything_else_and_joins_neighbours() -> None:
    assert mask("тел. 8 913 555-12-34, перезвоните") == "тел. [скрыто: личный телефон], перезвоните"
    assert mask("Не печатается рецепт") == "Не печатается рецепт"
    assert mask("Лузгин Арсений, 14 мая 2012, учёт") == "[скрыто: ФИО, дата рождения], учёт"


def test_the_name_of_a_file_is_masked_without_signs_that_disks_refuse() -> None:
    name = "согласие_Лузгин_Арсений_Петрович.pdf"
    assert masked_name(name, find(name)) == "согласие_скрыто-ФИО.pdf"
    assert find("согласие_скрыто-ФИО.pdf") == ()


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
def test_luhn(digits: str, right: bool) -> None:
    assert is_luhn(digits) is right
