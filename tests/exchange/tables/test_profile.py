"""Profiles as TOML: each is written as it is read."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.case.case import ProvisionFinding
from desktop.domain.importing.profile import Becomes, WhenDoubtful
from desktop.exchange.tables.profile import profile_toml, read_profile
from desktop.exchange.tables.profiles import shipped_profiles
from tests.exchange.tables.making import FINES


def test_that_a_profile_that_was_written_is_read_as_the_same() -> None:
    odd = replace(
        FINES.becoming("Größe “x”\t", Becomes.TITLE),
        name='A "name"',
        separator="\t",
        header=3,
        finding=ProvisionFinding.ALLEGED,
        wide_rows=WhenDoubtful.READ,
        aliases=(("Ita (Italy)", "Garante (IT)"),),
    )
    for profile in (*shipped_profiles(), odd):
        assert read_profile(profile_toml(profile), "p") == profile
    assert odd.places(("größe “X”", "title"))[Becomes.TITLE] == 0
    assert Becomes.TITLE not in odd.becoming("größe “X”", None).places(("größe “X”",))
    assert FINES.becoming("date", Becomes.OPENED).missing(("date", "authority")) == "the day of the decision"
