"""The configuration's files as typed models: what may stand in each, and nothing else.

Models are validated from plain data in JSON mode, so that codes and lists come in as text and arrays while every type
stays strict. Rules that join several fields are methods here; those that join files are in
:mod:`core.policy.compiling.compile`.
"""

from core.policy.models.hours import CalendarFile, WorkingHoursFile
from core.policy.models.labels import LabelsFile
from core.policy.models.lifecycle import LifecycleFile
from core.policy.models.notices import NoticesFile
from core.policy.models.pii import PiiFile
from core.policy.models.priorities import PrioritiesFile
from core.policy.models.registration import RegistrationFile
from core.policy.models.reports import ReportsFile
from core.policy.models.routing import RoutingFile
from core.policy.models.sections import PolicyFile

__all__ = [
    "FILES",
    "CalendarFile",
    "LabelsFile",
    "LifecycleFile",
    "NoticesFile",
    "PiiFile",
    "PolicyFile",
    "PrioritiesFile",
    "RegistrationFile",
    "ReportsFile",
    "RoutingFile",
    "WorkingHoursFile",
]

FILES: dict[str, type[PolicyFile]] = {
    "working_hours.yaml": WorkingHoursFile,
    "priorities.yaml": PrioritiesFile,
    "lifecycle.yaml": LifecycleFile,
    "labels.yaml": LabelsFile,
    "routing.yaml": RoutingFile,
    "registration.yaml": RegistrationFile,
    "notices.yaml": NoticesFile,
    "pii.yaml": PiiFile,
    "reports.yaml": ReportsFile,
}
"""The model of each file with a fixed name."""
