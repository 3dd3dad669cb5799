"""The page of commands is that of the use cases."""

from tests.structure.command_table import PAGE, page


def test_the_page_of_commands_tells_what_the_use_cases_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m tests.structure.command_table"
