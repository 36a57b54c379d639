"""Where an investigation holds what was looked for."""

from __future__ import annotations

from desktop.domain.case.ids import CaseId
from desktop.domain.listing.answer import Hit
from desktop.domain.listing.folding import excerpt


def test_that_a_hit_in_the_head_has_neither_event_nor_others() -> None:
    shown = excerpt("SAN-2022-019", ("san 2022",), 40)
    hit = Hit(CaseId(1), None, None, shown.text, shown.marks)
    assert [hit.excerpt[mark.start : mark.end] for mark in hit.marks] == ["SAN-2022"]
    assert hit.others == 0
