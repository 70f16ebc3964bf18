"""Everything that an adapter must do, for rosters."""

from wres_healthroster import HealthRoster

from wres.testing import AdapterContract


class TestHealthRoster(AdapterContract):
    adapter = HealthRoster()
    good_file = "roster.csv"
    secrets = ["Exampleton"]
