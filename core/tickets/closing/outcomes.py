"""How a ticket may end, what each ending rests on, and how each is called."""

from core.tickets.clauses import STATUSES
from core.vocabulary import Outcome, RefusalGround

CONFIRMED_HOW = {"phone": "по телефону", "comment": "комментарием", "external": "во внешней системе"}
CLOSED_BY_STAFF = {
    Outcome.OUT_OF_SCOPE: "п. 4.3",
    Outcome.REDIRECTED: "п. 3.10",
    Outcome.WITHDRAWN: STATUSES,
    Outcome.REFUSED: "п. 1.2, 10.6",
}
"""What each closing without a solution rests on; a refusal on the clause of its own ground, where that is recorded."""
REFUSED_BY = {
    RefusalGround.MISMATCH: "п. 10.6",
    RefusalGround.NO_CONTRACT: "п. 1.2",
    RefusalGround.OUT_OF_SCOPE: "п. 4.3",
    RefusalGround.NOT_APPROVED: "п. 11.4",
    RefusalGround.UNFIT: "Прил. 3",
    RefusalGround.NOT_RESPONSIBLE: "п. 11.2",
}
"""The clause of each ground of a refusal."""
REFUSED_FOR = {
    RefusalGround.MISMATCH: "несоответствие данных",
    RefusalGround.NO_CONTRACT: "нет договора",
    RefusalGround.OUT_OF_SCOPE: "не входит в задачи ЦК",
    RefusalGround.NOT_APPROVED: "МО не согласовала настройку",
    RefusalGround.UNFIT: "не соответствует требованиям к обращениям",
    RefusalGround.NOT_RESPONSIBLE: "ЦК за это не отвечает",
}
"""How each ground is called."""
