"""Documented solutions and mass incidents: п. 5.4, 6.3, 6.9."""

from tests.console.cli.calls import MON, at, clock, refused, registered, run
from tests.console.cli.conftest import Cli, new


def solution(desk: Cli, title: str, text: str, *args: str) -> None:
    run(desk, at(MON, "09:00"), "petrov", "solution", "add", "--title", title, "--text", text, *args)


def found(desk: Cli, *words: str) -> list[str]:
    answer = run(desk, at(MON, "09:00"), "ivanova", "solution", "find", *words)
    return [each["title"] for each in answer["solutions"]]


def test_a_solution_is_found_by_any_form_of_its_words(desk: Cli) -> None:
    solution(desk, "Кандидат не выгружается", "Перезапустить службу обмена")
    solution(desk, "Рецепт не печатается", "Сменить драйвер печати")
    assert found(desk, "кандидаты") == ["Кандидат не выгружается"]
    assert found(desk, "печать рецептов") == ["Рецепт не печатается"]
    assert found(desk, "анализы") == []


def test_a_resolution_documents_its_solution_and_links_back_to_the_ticket(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"))
    run(desk, at(MON, "09:01"), "ivanova", "ticket", "release", "1", "--to", "petrov")
    run(
        desk, at(MON, "09:30"), "petrov", "ticket", "resolve", "1", "--solution", "Перестроен индекс карт", "--document"
    )
    (base,) = run(desk, at(MON, "09:31"), "ivanova", "solution", "find", "индексы")["solutions"]
    assert (base["source"], base["ticket"], base["text"]) == ("second", 1, "Перестроен индекс карт")


def test_a_solution_that_was_given_is_counted_and_listed_in_the_ticket(desk: Cli) -> None:
    solution(desk, "Карта не открывается", "Перестроить индекс")
    registered(desk, at(MON, "09:00"))
    run(desk, at(MON, "09:01"), "ivanova", "ticket", "take", "1")
    ticket = run(
        desk, at(MON, "09:10"), "ivanova", "ticket", "resolve", "1", "--solution", "Индекс перестроен",
        "--solution-id", "1",
    )  # fmt: skip
    assert ticket["solutions"] == [1]


def outage(desk: Cli, *args: str) -> None:
    run(desk, at(MON, "09:00"), "ivanova", "outage", "open", "--title", "qMS недоступна", "--text", "Сбой в ЦОД", *args)


def test_an_outage_has_one_answer_and_one_resolution_for_all_its_tickets(desk: Cli) -> None:
    outage(desk, "--mis", "qms")
    for minute in (1, 2):
        registered(desk, at(MON, f"09:0{minute}"), channel="interactive")
        run(desk, at(MON, "09:05"), "ivanova", "ticket", "outage", str(minute), "1")
    registered(desk, at(MON, "09:03"), channel="interactive")  # not of the outage
    run(desk, at(MON, "09:10"), "ivanova", "outage", "answer", "1", "--text", "Знаем о сбое, чиним")
    reactions = [
        clock(run(desk, at(MON, "09:11"), "ivanova", "ticket", "show", str(number)), "first_reaction")["state"]
        for number in (1, 2, 3)
    ]
    assert reactions == ["met", "met", "running"]
    run(desk, at(MON, "10:00"), "ivanova", "outage", "resolve", "1", "--solution", "Связь с ЦОД восстановлена")
    states = [run(desk, at(MON, "10:01"), "ivanova", "ticket", "show", str(n))["status"] for n in (1, 2, 3)]
    assert states == ["resolved", "resolved", "new"]
    assert run(desk, at(MON, "10:02"), "ivanova", "outage", "list")["outages"] == []


def test_a_request_of_another_system_does_not_belong_to_the_outage(desk: Cli) -> None:
    outage(desk, "--mis", "promed")
    error = refused(desk(*new(outage="1"), "--json", by="ivanova", now=at(MON, "09:01")))
    assert (error["code"], error["clause"]) == ("outage.not_concerned", "п. 5.4")


def test_a_lasting_outage_is_offered_as_a_hint(desk: Cli) -> None:
    outage(desk, "--mis", "qms")
    registered(desk, at(MON, "09:01"))
    hints = run(desk, at(MON, "09:02"), "ivanova", "ticket", "hints", "1")["hints"]
    assert [(each["code"], each["clause"]) for each in hints] == [("outage", "п. 5.4")]
