"""What a search finds, in which groups, for whom; and that the index follows whatever happens."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from core.desk.search.results import Asked, Group, SearchResults
from core.desk.search.search_reads import SearchReads
from core.desk.views import VerifyReport
from core.search.documents import PAGE
from core.search.places import READABLE, IndexColumn
from core.tickets.answers.comments import Comment, Note
from core.tickets.assignment.commands import Release, Take
from core.tickets.closing.commands import Close, Reject, Resolve
from core.tickets.desk_records.calls import LogCall
from core.tickets.knowledge.solutions import AddSolution, ChangeSolution, RetireSolution, UseSolution
from core.tickets.people.commands import ChangePerson
from core.tickets.registration.commands import SetExternal
from core.tickets.relations.attachments import Attach
from core.vocabulary import Channel, Mis, Outcome, Role
from tests.support.desk import GP4, SINITSYNA, ZIMINA, FrozenDesk, actor, done, made_once, make_desk, register
from tests.support.store import raw


@made_once
def _worked(folder: Path) -> FrozenDesk:
    desk = make_desk(folder, "2026-11-24T09:00")

    def asked(**changes: object) -> None:
        done(desk, register(**{"channel": Channel.INTERACTIVE} | changes))

    asked(subject="Не печатается талон", description="Принтер в регистратуре молчит.")
    theirs = {"organization": GP4, "requester": ZIMINA, "mis": Mis.PROMED, "channel": Channel.ISKIZ}
    asked(subject="Не открывается карта", description="Белый экран.", **theirs)
    asked(subject="Талоны закончились", description="Нет талонов к врачу.")
    done(desk, Note(number=1, text="Похоже на сломанный картридж"))
    done(desk, Comment(number=2, text="Очистите кэш браузера"))
    done(desk, Attach(number=2, title="снимок-экрана.txt", body="Экран".encode()))
    done(desk, Close(number=3, outcome=Outcome.WITHDRAWN, reason="Отозвали по телефону"))
    done(desk, AddSolution(title="Замятие бумаги", text="Откройте крышку и выньте лист."), "petrov")
    begun = desk.now() - timedelta(minutes=3)
    call = LogCall(requester=SINITSYNA, started_at=begun, ended_at=desk.now(), solved=True, text="Сброшен пароль")
    done(desk, call)
    return desk


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return _worked(tmp_path)


def find(desk: FrozenDesk, text: str, login: str = "ivanova", **asked: object) -> SearchResults:
    return desk.search.find(replace(Asked(text), **asked), actor(desk, login))


def numbers(found: SearchResults, group: Group = Group.OPEN) -> list[int]:
    return [each.number for each in found.results if each.group is group]


def verified(desk: FrozenDesk) -> VerifyReport:
    return desk.administration.verify()


def test_open_and_closed_tickets_stand_in_groups_of_their_own(desk: FrozenDesk) -> None:
    found = find(desk, "талоны")
    assert (numbers(found), numbers(found, Group.CLOSED)) == ([1], [3])
    assert (found.counts[Group.OPEN], found.counts[Group.CLOSED], found.total) == (1, 1, 2)


@pytest.mark.parametrize(
    ("text", "number", "place", "marked"),
    [
        ("принтеры", 1, "description", ["Принтер"]),
        ("картриджи", 1, "note", ["картридж"]),
        ("кэшем", 2, "comment", ["кэш"]),
        ("снимки", 2, "attachment", ["снимок"]),
        ("№1", 1, "number", ["1"]),
    ],
)
def test_every_part_of_a_ticket_is_found_and_said(
    desk: FrozenDesk, text: str, number: int, place: str, marked: list[str]
) -> None:
    first = find(desk, text).results[0]
    assert (first.kind, first.number, first.fragment.place) == ("ticket", number, place)
    assert [first.fragment.text[start:end] for start, end in first.fragment.marks] == marked


def test_solutions_people_clinics_and_calls_are_found(desk: FrozenDesk) -> None:
    assert numbers(find(desk, "бумага замята"), Group.SOLUTIONS) == [1]
    assert [each.title for each in find(desk, "зимина").results if each.kind == "person"] == ["Зимина Ольга Юрьевна"]
    assert [each.clinic for each in find(desk, "гп4").results if each.kind == "organization"] == ["gp4"]
    assert numbers(find(desk, "пароли"), Group.CALLS) == [1]


def test_a_ticket_is_found_by_whose_it_is(desk: FrozenDesk) -> None:
    assert numbers(find(desk, "зиминой")) == [2]
    assert numbers(find(desk, "зимина карта")) == [2]
    assert numbers(find(desk, "гп4 карта")) == [2]
    assert numbers(find(desk, "зимина талон")) != [2]


def test_a_name_that_changes_changes_no_document_of_a_ticket(desk: FrozenDesk) -> None:
    done(desk, ChangePerson(person=ZIMINA, full_name="Ледова Ольга Юрьевна"), "orlova")
    assert numbers(find(desk, "ледова карта")) == [2]
    assert find(desk, "зимина").total == 0
    assert verified(desk).ok


def test_fields_of_the_filter_language_narrow(desk: FrozenDesk) -> None:
    assert numbers(find(desk, "мо:ккб талон")) == [1]
    assert numbers(find(desk, "мо:гп4 талон")) == []
    assert numbers(find(desk, "закрыто талон"), Group.CLOSED) == [3]
    assert numbers(find(desk, "мо:гп4")) == [2]
    assert numbers(find(desk, "талон", filter="мо:гп4")) == []


def test_what_is_excluded_phrases_and_alternatives(desk: FrozenDesk) -> None:
    assert numbers(find(desk, "талон -принтер"), Group.OPEN) == []
    assert numbers(find(desk, '"белый экран"')) == [2]
    assert find(desk, '"экран белый"').total == 0
    assert sorted(numbers(find(desk, "картридж или кэш"))) == [1, 2]


def test_a_word_that_stands_nowhere_is_told_and_the_others_are_looked_for(desk: FrozenDesk) -> None:
    found = find(desk, "талон фыворлд")
    assert (found.unknown, numbers(found)) == (("фыворлд",), [1])
    assert find(desk, "фыворлд").total == 0


def test_where_nothing_has_every_word_the_nearest_is_shown_and_said(desk: FrozenDesk) -> None:
    found = find(desk, "картридж кэш")
    assert found.relaxed
    assert sorted(numbers(found)) == [1, 2]


def test_typed_and_mistyped_words_tell_how_they_were_read(desk: FrozenDesk) -> None:
    assert find(desk, "nfkjys").read_as == ("талоны",)
    assert find(desk, "картирдж").read_as == ("картридж",)
    assert find(desk, "картр", typing=True).read_as == ("картр…",)


def test_the_external_number_finds_its_ticket(desk: FrozenDesk) -> None:
    done(desk, SetExternal(number=1, external_number="INT-77/2026"))
    assert numbers(find(desk, "int77/2026")) == [1]
    assert verified(desk).ok


def test_whoever_may_not_read_a_note_finds_by_nothing_of_it(desk: FrozenDesk) -> None:
    readable = READABLE | {IndexColumn.INTERNAL: READABLE[IndexColumn.INTERNAL] - {Role.OBSERVER}}
    search, guest = SearchReads(desk.environment, readable), actor(desk, "gost")
    assert search.find(Asked("картридж"), actor(desk, "ivanova")).total == 1
    for text in ("картридж", "картирдж", "карт", "rfhnhbl;", '"сломанный картридж"', "талон картридж"):
        found = search.find(Asked(text, typing=True), guest)
        assert "картридж" not in " ".join(found.read_as)
        assert all("картридж" not in each.fragment.text for each in found.results)
    assert search.find(Asked("картридж"), guest).total == 0
    assert search.find(Asked("похоже"), guest).total == 0


def test_the_protected_number_of_a_card_is_found_by_nobody(desk: FrozenDesk) -> None:
    done(desk, ChangePerson(person=ZIMINA, staff_number="4815162342"), "orlova")
    assert find(desk, "4815162342").total == 0


def test_a_long_ticket_is_found_by_each_of_its_entries(desk: FrozenDesk) -> None:
    for n in range(3 * PAGE):
        done(desk, Note(number=1, text=f"Проверка метка{n}"))
    assert [numbers(find(desk, f"метка{n}")) for n in (0, PAGE, 3 * PAGE - 1)] == [[1], [1], [1]]
    assert verified(desk).ok


def test_solutions_follow_their_changes(desk: FrozenDesk) -> None:
    done(desk, ChangeSolution(solution=1, text="Замените ролик подачи."), "petrov")
    assert (numbers(find(desk, "ролики"), Group.SOLUTIONS), find(desk, "крышка").total) == ([1], 0)
    done(desk, RetireSolution(solution=1, reason="Устарело"), "petrov")
    assert find(desk, "ролики").results[0].status == "retired"
    assert verified(desk).ok


def test_an_index_of_other_terms_is_not_written_to_and_is_made_anew(desk: FrozenDesk) -> None:
    with raw(desk.path) as connection:
        connection.execute("UPDATE meta SET value = '0 older' WHERE key = 'search_terms'")
    done(desk, Note(number=1, text="Ждём ремонтника"))
    assert find(desk, "талон").stale
    assert [each for each in verified(desk).mismatches if each.startswith("Поиск: индекс")]
    desk.administration.sweep()
    found = find(desk, "ремонтник")
    assert (numbers(found), found.stale) == ([1], False)
    assert verified(desk).ok


def test_what_was_changed_in_the_index_is_found_and_mended(desk: FrozenDesk) -> None:
    with raw(desk.path) as connection:
        connection.execute("INSERT INTO search_index (rowid, title) VALUES (3072, 'подброшено')")
    assert verified(desk).mismatches == (
        "Поиск: обращение 3 — в индексе не то, что в журнале; pult verify --rebuild-search",
    )
    desk.administration.rebuild_search()
    assert verified(desk).ok
    with raw(desk.path) as connection:
        connection.execute("DELETE FROM search_words WHERE word = 'талон'")
    assert verified(desk).mismatches == (
        "Поиск: в словаре не хватает слов: 1, лишних: 0; pult verify --rebuild-search",
    )


ODD = "\"'*()[]{}:;,.-+^~&|!?/\\№#@%$ \t\x00\x1bёйц\u202eаеинтoabc019"
PARTS = ("мо:", "номер:х", "закрыто", "или", "-", '"', "срок:<", "№", "талон", "картридж", "rfhns", "086/у", "NEAR(")


def test_nothing_that_is_typed_is_an_error(desk: FrozenDesk) -> None:
    draw, me = Random(18), actor(desk, "ivanova")
    for _ in range(300):
        parts = [
            draw.choice((draw.choice(PARTS), "".join(draw.choices(ODD, k=draw.randrange(12)))))
            for _ in range(draw.randrange(1, 5))
        ]
        text = draw.choice(("", " ")).join(parts)
        found = desk.search.find(Asked(text, typing=draw.random() < 0.5), me)
        assert found.total >= len(found.results)


def test_a_solution_is_found_by_what_it_is_called_besides(desk: FrozenDesk) -> None:
    assert "ЭМК" in desk.policy.registration.synonyms[0]
    assert numbers(find(desk, "эмк")) == [2]
    done(desk, AddSolution(title="Подпись врача", text="Обновите сертификат."), "petrov")
    assert [each.solution.id for each in desk.registers.solutions("ЭЦП не ставится")] == [2]


def test_a_documented_solution_tells_how_it_did(desk: FrozenDesk) -> None:
    assert [(each.helped, each.last_used, each.returned) for each in desk.registers.solutions()] == [(0, None, ())]
    at = desk.now()
    done(desk, UseSolution(number=1, solution=1))
    (found,) = desk.registers.solutions("бумага")
    assert (found.helped, found.last_used, found.returned, found.used_in) == (1, at, (), (1,))
    done(desk, Release(number=1, to="petrov"))
    done(desk, Take(number=1), "petrov")
    done(desk, Resolve(number=1, solution="Лист вынут."), "petrov")
    done(desk, Reject(number=1, by=SINITSYNA, reason="Снова молчит"))
    (found,) = desk.registers.solutions("бумага")
    assert (found.helped, found.returned) == (0, (1,))
