"""The fields of a call: how they are laid, what can be chosen in them, and how one choice bears on the others."""

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widget import Widget

from console.dialogs.classify import priority_options
from console.forms.entries import Entry
from console.host import pult_of
from console.intake.candidates import clinics_of, people_of
from console.intake.widgets.caller_field import CallerField
from console.intake.widgets.template_fields import PREFIX, TemplateFields
from console.widgets.fields.choice import Choice, Option
from console.widgets.fields.completer import NEW, Completer
from console.widgets.fields.finder import Finder
from console.widgets.fields.labelled_field import Field
from console.widgets.fields.text_fields import TextBody, TextLine
from core.desk.records.callers import CallerIndex
from core.policy import Policy, Template
from core.policy.labels import Labels
from core.text import SUBJECT_LIMIT
from core.tickets.directory import Organization, Person
from core.vocabulary import Mis, Priority, TicketType

_KINDS = (
    Option("medic", "Медработник"),
    Option("it", "ИТ-специалист"),
    Option("it_head", "Рук. ИТ"),
    Option("head", "Руководитель"),
)


class IntakeForm(VerticalScroll, can_focus=False):
    """Everything that is asked on the phone, in the order in which it is asked."""

    DEFAULT_CSS = """
    IntakeForm { scrollbar-size-vertical: 1; padding: 0 1; }
    IntakeForm TextLine, IntakeForm TextBody { background: $panel; padding: 0 1 !important; }
    IntakeForm TextLine:focus, IntakeForm TextBody:focus { background: $field-focus; }
    IntakeForm Choice { padding: 0 1; }
    IntakeForm Choice:focus { background: $field-focus; }
    IntakeForm TextBody { height: 5; width: 1fr; border: none; }
    IntakeForm TextBody:focus { border: none; }
    IntakeForm #answer { height: 4; }
    IntakeForm Field { margin-bottom: 1; }
    IntakeForm #field-phone, IntakeForm #field-kind, IntakeForm #field-pc, IntakeForm #field-admit { display: none; }
    IntakeForm.-admit #field-admit { display: block; }
    IntakeForm.-consent #field-pc { display: block; }
    IntakeForm.-new-person #field-phone, IntakeForm.-new-person #field-kind { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "screen.beside", show=False),  # a small screen would scroll the form instead
    ]
    PRIORITY: ClassVar[Priority] = Priority.MEDIUM

    class Edited(Message):
        """Something in the form is another."""

    def __init__(self) -> None:
        super().__init__(id="form")
        self._organizations: dict[int, Organization] = {}
        self._people: dict[int, Person] = {}
        self._policy: Policy | None = None

    def compose(self) -> ComposeResult:
        """The fields."""
        yield Field("Кто звонит", CallerField(id="caller"), name="caller")
        yield Field("МО", Completer("код, название или часть названия", id="organization"), name="organization")
        requester = Completer("фамилия или телефон", id="requester", new="новый человек")
        requester.new_leads = True
        yield Field("Инициатор", requester, name="requester")
        yield Field(
            "Телефон", TextLine(id="phone", placeholder="номер для связи", max_length=40, screened=False), name="phone"
        )
        yield Field("Кто это", Choice(_KINDS, id="kind"), name="kind")
        yield Field("МИС", Choice([], id="mis", empty="—"), name="mis")
        subject = TextLine(id="subject", max_length=SUBJECT_LIMIT, placeholder="одна проблема")
        yield Field("Тема", subject, name="subject")
        yield Field("Описание", TextBody(id="description", placeholder="что делали, что видят"), name="description")
        yield Field("Тип", Choice([], id="type", empty="—"), name="type")
        yield Field("Приоритет", Choice([], id="priority", empty="—"), name="priority")
        kind = Finder("не обязателен: вход, реестр, справочник…", id="template")
        kind.leads = True
        yield Field("Вид", kind, name="template")
        yield TemplateFields()
        yield Field("ПК", TextLine(id="pc", placeholder="имя ПК: подключение разрешено", max_length=60), name="pc")
        why = "почему МО без договора допускается (п. 1.2)"
        yield Field("Допустить", TextLine(id="admit", placeholder=why, max_length=300), name="admit")
        yield Field("Ответ", TextBody(id="answer", placeholder="если ответили сразу"), name="answer")

    # -- what can be chosen -------------------------------------------------------------------------------------

    def supply(
        self, policy: Policy, organizations: Iterable[Organization], people: Iterable[Person], callers: CallerIndex
    ) -> None:
        """Give the policy and the directory; what was typed already stays."""
        first = self._policy is None
        self._policy = policy
        self._organizations = {each.id: each for each in organizations}
        self._people = {each.id: each for each in people if not each.blocked}
        self.completer("organization").offer(clinics_of(self._organizations.values()))
        if first:
            self.choice("type").offer(
                [Option(t.value, policy.labels.of(t)) for t in TicketType], TicketType.ERROR.value
            )
            self.offer_priorities(self.PRIORITY.value)
        self._offer_people()
        self._offer_mis(policy.labels)
        self.query_one(CallerField).know(callers)
        kinds = policy.registration.templates
        self.query_one("#template", Finder).know([Entry(each.code, each.name, each.code) for each in kinds])

    def _offer_people(self) -> None:
        clinic = self.completer("organization").value
        self.completer("requester").offer(people_of(clinic, self._people.values(), self._organizations))

    def _offer_mis(self, labels: Labels) -> None:
        clinic = self._organizations.get(self.completer("organization").value or 0)
        allowed = clinic.mis if clinic else tuple(Mis)
        self.choice("mis").offer([Option(each.value, labels.of(each)) for each in allowed])
        self.field("mis").note("" if clinic is None or len(allowed) > 1 else "другой МИС у этой МО нет (п. 3.2)")

    def offer_priorities(self, wanted: str | None = None) -> None:
        """Offer the priorities of the type that is chosen, and keep the chosen one where it is among them."""
        if self._policy is None:
            return
        type_ = TicketType(self.choice("type").value)
        options = priority_options(self._policy, type_)
        keep = wanted or self.choice("priority").value
        known = [option.value for option in options]
        fallback = self.PRIORITY.value if self.PRIORITY.value in known else known[0]
        self.choice("priority").offer(options, keep if keep in known else fallback)
        self._ask_impact()

    def _ask_impact(self) -> None:
        chosen = self.choice("priority")
        hint = next((option.hint for option in chosen.options if option.value == chosen.value), "")
        self.field("priority").note(hint)

    # -- events -------------------------------------------------------------------------------------------------

    async def on_completer_chosen(self, event: Completer.Chosen) -> None:
        """The caller names clinic and person; a clinic limits people and МИС; a person names the clinic."""
        if event.control.id == "caller":
            self._called(event)
        elif event.control.id == "template":
            await self._of_kind(event.by_hand)
        elif event.control.id == "organization":
            self._of_clinic(event)
        else:
            self._of_person(event)
        self._edited(event.control)

    def _of_clinic(self, event: Completer.Chosen) -> None:
        self._offer_people()
        if self._policy is not None:
            self._offer_mis(self._policy.labels)
        if event.by_hand and event.value is not None and self.completer("requester").value == NEW:
            self.call_after_refresh(self._on_to_phone)

    def _of_person(self, event: Completer.Chosen) -> None:
        new = event.value == NEW
        self.set_class(new, "-new-person")
        self.completer("organization").leads = new  # on to the phone of whoever is new
        self.field("requester").note("новый человек: будет добавлен к МО при сохранении" if new else "")
        self._clinic_of(event.value)
        if new and event.by_hand:
            self.call_after_refresh(self._on_to_phone)

    def _on_to_phone(self) -> None:
        """The field is there only now; what was typed ahead is the number."""
        self._on_to("phone")

    def _on_to(self, name: str) -> None:
        self.query_one(f"#{name}").focus()
        self.call_next(pult_of(self).keys.release)

    def _called(self, event: Completer.Chosen) -> None:
        """What is known of the caller is filled in, and the typing goes on at what is not."""
        caller = self.query_one(CallerField).caller
        if event.value is None:
            return
        if event.value == NEW:
            self.completer("requester").put(NEW, event.completer.text.strip())
            wanted = "organization" if self.completer("organization").value is None else "phone"
        elif caller is None:
            return pult_of(self).keys.release()
        else:
            clinic = caller.organization
            self.completer("organization").put(clinic.id, clinic.name)
            if caller.person is not None:
                self.completer("requester").put(caller.person.id, caller.person.name)
            wanted = "requester" if caller.person is None else "subject"
        if event.by_hand:
            self.call_after_refresh(self._on_to, wanted)

    async def _of_kind(self, by_hand: bool) -> None:
        """A kind of request brings its fields, where the typing goes on, its type and its МИС."""
        template = self.template
        await self.query_one(TemplateFields).show(template)
        if by_hand and template is not None:
            self._on_to(f"{PREFIX}{template.fields[0].code}")
        if template is not None and template.type is not None:
            self.choice("type").value = template.type.value
        if template is not None and template.mis is not None:
            wanted = template.mis.value
            if any(option.value == wanted for option in self.choice("mis").options):
                self.choice("mis").value = wanted

    @property
    def template(self) -> Template | None:
        """The kind of request that is chosen."""
        key = self.query_one("#template", Finder).key
        return self._policy.registration.template(key) if self._policy is not None and key else None

    def consent(self) -> bool:
        """Ask for the PC that the caller lets us on (п. 8.3), or take that back; whether it is asked for now."""
        self.toggle_class("-consent")
        asked = self.has_class("-consent")
        self.query_one("#pc" if asked else "#subject").focus()
        if not asked:
            self.query_one("#pc", TextLine).value = ""
        return asked

    def _clinic_of(self, requester: int | None) -> None:
        person = self._people.get(requester or 0)
        clinic = self.completer("organization")
        if person is not None and clinic.value is None and person.organization in self._organizations:
            clinic.put(person.organization, self._organizations[person.organization].name)

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """A type allows some priorities; a priority has its question."""
        if event.control.id == "type":
            self.offer_priorities()
        elif event.control.id == "priority":
            self._ask_impact()
        self._edited(event.control)

    def on_text_area_changed(self, event: TextBody.Changed) -> None:
        """Typing."""
        if event.control.id == "answer":
            self.field("answer").note(_ANSWERED if event.text_area.text.strip() else "")
        self._edited(event.control)

    def on_input_changed(self, event: TextLine.Changed) -> None:
        """Typing."""
        self._edited(event.control)

    def _edited(self, control: Widget) -> None:
        for field in control.ancestors_with_self:
            if isinstance(field, Field):
                field.wrong("")
        self.post_message(self.Edited())

    # -- parts --------------------------------------------------------------------------------------------------

    def field(self, name: str) -> Field:
        """A field with its label."""
        return self.query_one(f"#field-{name}", Field)

    def completer(self, name: str) -> Completer:
        """A field of the directory."""
        return self.query_one(f"#{name}", Completer)

    def choice(self, name: str) -> Choice:
        """A field of choices."""
        return self.query_one(f"#{name}", Choice)

    def text(self, name: str) -> str:
        """What is typed in a field."""
        control = self.query_one(f"#{name}")
        return control.text if isinstance(control, TextBody | Completer) else getattr(control, "value", "")

    @property
    def typed(self) -> bool:
        """Whether anything was typed."""
        return any(self.text(name).strip() for name in TYPED)

    def knows(self, name: str, identity: int | None) -> bool:
        """Whether a clinic («organization») or a person («requester») of this id can be chosen."""
        return identity in (self._organizations if name == "organization" else self._people)


_ANSWERED = "станет открытым комментарием и остановит срок реакции (Прил. 2, «Срок реакции»)"
TYPED = ("caller", "organization", "requester", "phone", "subject", "description", "pc", "answer")
"""The fields that are typed into."""
