"""The invented people of the demonstration desk: clinics, requesters, staff. No name here is anybody's."""

from dataclasses import dataclass

from core.vocabulary import Mis, Role

LOGIN = "orlova"
"""The ПЛТП login that the demonstration opens with."""
ADMINISTRATOR = "lebedev"
SUPERVISOR = "zhdanov"
OBSERVER = "romanova"

QMS, PROMED = (Mis.QMS,), (Mis.PROMED,)
BOTH = (Mis.QMS, Mis.PROMED)


@dataclass(frozen=True, slots=True)
class ClinicCast:
    """A clinic (МО) under contract (п. 1.2); the number of the contract lacks its year."""

    code: str
    title: str
    mis: tuple[Mis, ...]
    contract: str


@dataclass(frozen=True, slots=True)
class Requester:
    """Somebody of a clinic; ``kind``: medic, it, it_head or head."""

    name: str
    clinic: str
    kind: str
    phone: str


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member of staff; competences are those that the shipped routing rules ask for."""

    login: str
    name: str
    role: Role
    competences: tuple[str, ...] = ()


CLINICS: tuple[ClinicCast, ...] = (
    ClinicCast("ЕМБ-2", "Енисейская межрайонная больница № 2", BOTH, "ЦК-04"),
    ClinicCast("КРЯЖ-РБ", "Кряжевская районная больница", QMS, "ЦК-05"),
    ClinicCast("ТАЙГ-РБ", "Таёжногорская районная больница", PROMED, "ЦК-06"),
    ClinicCast("СОСН-ГП", "Соснинская городская поликлиника № 5", PROMED, "ЦК-07"),
    ClinicCast("СЕВ-МБ", "Северо-Ангарская межрайонная больница", BOTH, "ЦК-08"),
    ClinicCast("МАНА-РБ", "Приманская районная больница", QMS, "ЦК-09"),
    ClinicCast("КДКБ-4", "Краевая детская клиническая больница № 4", QMS, "ЦК-11"),
    ClinicCast("РОД-3", "Краевой родильный дом № 3", QMS, "ЦК-12"),
    ClinicCast("СТОМ-2", "Краевая стоматологическая поликлиника № 2", PROMED, "ЦК-13"),
    ClinicCast("КИЯ-РБ", "Верхнекийская районная больница", PROMED, "ЦК-15"),
    ClinicCast("РЕАБ", "Краевой центр реабилитации «Багульник»", BOTH, "ЦК-16"),
    ClinicCast("ССМП-2", "Станция скорой медицинской помощи № 2", PROMED, "ЦК-18"),
)

_PEOPLE = (
    ("ЕМБ-2", "Белозёрова Инна Аркадьевна", "medic"),
    ("ЕМБ-2", "Тихонравов Глеб Ильич", "it_head"),
    ("ЕМБ-2", "Чернышёва Лидия Павловна", "medic"),
    ("КРЯЖ-РБ", "Кряжева Оксана Витальевна", "medic"),
    ("КРЯЖ-РБ", "Подгорный Степан Андреевич", "it_head"),
    ("ТАЙГ-РБ", "Ветлугина Раиса Семёновна", "medic"),
    ("ТАЙГ-РБ", "Щеглов Матвей Денисович", "it"),
    ("СОСН-ГП", "Журавлёва Эльвира Олеговна", "medic"),
    ("СОСН-ГП", "Мирошников Лев Тарасович", "it_head"),
    ("СЕВ-МБ", "Перевалова Диана Юрьевна", "medic"),
    ("СЕВ-МБ", "Остапчук Роман Богданович", "it"),
    ("СЕВ-МБ", "Лисицына Вера Игнатьевна", "medic"),
    ("МАНА-РБ", "Золотарёва Нелли Фёдоровна", "medic"),
    ("МАНА-РБ", "Брагин Тимур Евгеньевич", "it"),
    ("КДКБ-4", "Синицына Алла Георгиевна", "medic"),
    ("КДКБ-4", "Гордеев Яков Максимович", "it_head"),
    ("КДКБ-4", "Шубина Карина Артуровна", "medic"),
    ("РОД-3", "Полякова Зоя Викентьевна", "medic"),
    ("РОД-3", "Ермолин Филипп Сергеевич", "it"),
    ("СТОМ-2", "Каштанова Жанна Романовна", "medic"),
    ("СТОМ-2", "Рябинин Назар Львович", "it"),
    ("КИЯ-РБ", "Медведкова Софья Ильинична", "medic"),
    ("КИЯ-РБ", "Крутов Герман Павлович", "it_head"),
    ("РЕАБ", "Снегирёва Тамара Владленовна", "medic"),
    ("РЕАБ", "Дроздецкий Борис Олегович", "it"),
    ("РЕАБ", "Верховцев Аркадий Игоревич", "head"),
    ("ССМП-2", "Пономарёва Галина Эдуардовна", "medic"),
    ("ССМП-2", "Вихрев Никита Антонович", "it"),
)

_HEADS = (
    ("ТАЙГ-РБ", "Кедрова Ирина Макаровна", "head"),
    ("СЕВ-МБ", "Холодов Герман Степанович", "head"),
    ("МАНА-РБ", "Устинова Клара Робертовна", "head"),
    ("РОД-3", "Мартынова Ева Константиновна", "head"),
    ("СТОМ-2", "Зубарев Антон Павлович", "head"),
    ("ССМП-2", "Скоров Леонид Юрьевич", "head"),
)
"""Who approves for the clinics that have no head of IT (п. 11.4); they ask for nothing themselves."""

PEOPLE: tuple[Requester, ...] = tuple(
    Requester(name, clinic, kind, f"+7 391 555-01-{number:02}")
    for number, (clinic, name, kind) in enumerate(_PEOPLE + _HEADS, start=1)
)
ASKING: tuple[Requester, ...] = PEOPLE[: len(_PEOPLE)]
"""Those who turn to the desk."""


def approver(clinic: int) -> int:
    """Who approves a «Настройка» for a clinic, both as the plan counts them."""
    code = CLINICS[clinic].code
    return next(at for at, each in enumerate(PEOPLE) if each.clinic == code and each.kind in ("head", "it_head"))


STAFF: tuple[Colleague, ...] = (
    Colleague(LOGIN, "Орлова Марина Викторовна", Role.FIRST_LINE),
    Colleague("sokolov", "Соколов Пётр Алексеевич", Role.FIRST_LINE),
    Colleague("timofeeva", "Тимофеева Яна Борисовна", Role.FIRST_LINE),
    Colleague("galkin", "Галкин Артём Русланович", Role.FIRST_LINE),
    Colleague("petrov", "Петров Вадим Николаевич", Role.SECOND_LINE, ("qms-core", "qms-emr")),
    Colleague("arsenyeva", "Арсеньева Ольга Дмитриевна", Role.SECOND_LINE, ("qms-emr", "qms-setup")),
    Colleague("kuznetsov", "Кузнецов Илья Маратович", Role.SECOND_LINE, ("qms-core", "qms-setup")),
    Colleague("vlasova", "Власова Евгения Петровна", Role.SECOND_LINE, ("promed", "promed-nsi")),
    Colleague("nazarov", "Назаров Рустам Азатович", Role.SECOND_LINE, ("promed", "promed-nsi")),
    Colleague(SUPERVISOR, "Жданов Константин Львович", Role.SUPERVISOR),
    Colleague(ADMINISTRATOR, "Лебедев Виктор Андреевич", Role.ADMINISTRATOR),
    Colleague(OBSERVER, "Романова Анна Станиславовна", Role.OBSERVER),
)

FIRST_LINE: tuple[str, ...] = tuple(each.login for each in STAFF if each.role is Role.FIRST_LINE)
SECOND_LINE: tuple[str, ...] = tuple(each.login for each in STAFF if each.role is Role.SECOND_LINE)
