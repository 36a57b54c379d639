"""Pages of the sample as of a day, for tests of models and views."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from desktop.domain.days.asof import AsOf
from desktop.domain.page.build import build_page
from desktop.store.law.laws import laws_of
from tests.sampled import sampled

if TYPE_CHECKING:
    from desktop.domain.case.case import Case
    from desktop.domain.page.page import Page


@cache
def _cases() -> dict[str, Case]:
    return {case.investigation.slug: case for case in sampled()}


def page_of(slug: str, day: str) -> Page:
    """The page of a sample investigation as of an ISO day."""
    picked = date.fromisoformat(day)
    case = _cases()[slug]
    return build_page(case, AsOf(today=picked, picked=picked), laws_of(case.investigation.authority.regime))


def case_of(slug: str) -> Case:
    """A sample investigation."""
    return _cases()[slug]


def slugs() -> tuple[str, ...]:
    """Every investigation of the sample."""
    return tuple(_cases())
