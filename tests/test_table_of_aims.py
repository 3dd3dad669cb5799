"""The table of `make bench`: an aim is met where every figure of it is, and open where one was not measured."""

from benchmarks._aims import AIMS, Aim, at_least, at_most, judged

AIM = Aim("two", "≤ 5 ms, ≥ × 2", (at_most("a", "{:.1f} ms", 5), at_least("b /", "× {:.0f}", 2)))


def test_an_aim_is_met_where_all_its_figures_are() -> None:
    assert judged(AIM, {"a": 5.0, "b /": 2.0}.get) == ("5.0 ms, × 2", "met")


def test_one_figure_beyond_its_bound_misses_it() -> None:
    assert judged(AIM, {"a": 5.1, "b /": 2.0}.get) == ("5.1 ms, × 2", "**not met**")
    assert judged(AIM, {"a": 5.0, "b /": 1.9}.get) == ("5.0 ms, × 2", "**not met**")


def test_an_aim_that_is_missed_says_why_where_that_is_known() -> None:
    told = Aim("one", "≤ 5 ms", (at_most("a", "{:.0f} ms", 5),), "the disk syncs in four")
    assert judged(told, {"a": 9.0}.get) == ("9 ms", "**not met**: the disk syncs in four")
    assert judged(told, {"a": 4.0}.get) == ("4 ms", "met")


def test_what_was_not_measured_is_neither() -> None:
    assert judged(AIM, {"a": 1.0}.get) == ("1.0 ms", "not measured")
    assert judged(AIM, {"b": 9.0}.get) == ("—", "not measured")


def test_every_figure_of_the_aims_has_a_name_of_its_own() -> None:
    keys = [part.key for aim in AIMS for part in aim.parts]
    assert len(keys) == len(set(keys)) == 40
