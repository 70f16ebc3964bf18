"""The disclosure audit: an attacker who reads what is published, and nothing else.

It shares no code with what makes a report publishable; only the policies are common.
"""

from wres.auditing.attack import Attack
from wres.auditing.auditing import audit
from wres.auditing.findings import Audit, Finding
from wres.auditing.publication import Policy, policies, policy
from wres.auditing.sums import Total


__all__ = ["Attack", "Audit", "Finding", "Policy", "Total", "audit", "policies", "policy"]
