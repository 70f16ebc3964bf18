"""Disclosure control: a report without what would tell of a person."""

from wres.disclosure.policies import DEFAULT, Policy, policies, policy
from wres.disclosure.publish import Publishable, protected, publishable


__all__ = ["DEFAULT", "Policy", "Publishable", "policies", "policy", "protected", "publishable"]
