"""The peer of the queue: the stock DataTable with as many rows and columns."""

import sys

from textual.app import App, ComposeResult
from textual.widgets import DataTable


class TableApp(App[None]):
    """A DataTable of the given number of rows, cursor on the first."""

    def compose(self) -> ComposeResult:
        """Show the table alone."""
        yield DataTable(cursor_type="row")

    def on_mount(self) -> None:
        """Fill it once."""
        table = self.query_one(DataTable)
        table.add_columns("Срок", "№", "Приоритет", "Тип", "Статус", "Линия", "МО", "МИС", "Тема", "Исполнитель")
        cells = ("2 ч 10 м", "Выс", "Ошиб", "Нов", "ПЛТП", "kkb", "qMS", "Не печатается лист назначений", "Иванова")
        table.add_rows((cells[0], str(number), *cells[1:]) for number in range(int(sys.argv[1])))
        table.focus()
        self.title = "READY"


if __name__ == "__main__":
    TableApp().run()
