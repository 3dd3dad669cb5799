"""The policy floor: what the customer sets in YAML, strictly read, validated, and compiled into frozen values.

Importing this package is light: the YAML reader and the models behind :func:`load_policy` are loaded when it is called.
"""

from core.policy.errors import ConfigError, Problem
from core.policy.labels import Label, Labels
from core.policy.lifecycle import CommandRate, Lifecycle, SolutionStart, TextLimits
from core.policy.load import load_policy
from core.policy.norms import Impact, Norm, NormRow, Norms, Span
from core.policy.policy import Policy
from core.policy.registration import Registration, Reply, Template, TemplateField
from core.policy.routing import Dispatch, RoutingCase, RoutingCondition, RoutingRule
from core.policy.source import PolicySource

__all__ = [
    "CommandRate",
    "ConfigError",
    "Dispatch",
    "Impact",
    "Label",
    "Labels",
    "Lifecycle",
    "Norm",
    "NormRow",
    "Norms",
    "Policy",
    "PolicySource",
    "Problem",
    "Registration",
    "Reply",
    "RoutingCase",
    "RoutingCondition",
    "RoutingRule",
    "SolutionStart",
    "Span",
    "Template",
    "TemplateField",
    "TextLimits",
    "load_policy",
]
