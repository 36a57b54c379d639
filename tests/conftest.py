from __future__ import annotations

import gc
import os
from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from desktop.exchange.sample.sample import write_sample
from desktop.theme import BASE_SIZE, base_font
from tests.counts import IS_BRIEF, IS_LONG
from tests.filling import rarest, write_cases
from tests.nonsense import write_filled
from tests.sampled import sampled

if TYPE_CHECKING:
    from pathlib import Path

gc.disable()  # from here on: finding seven thousand tests makes no garbage worth a search

# Property tests over random orders take shares of these examples, see tests/orders.py: 3,100 orders in all, a
# fifth of that in a brief run. In the long run it is ten times as many, 25,000 of them in one test. A run by
# hand draws others each time; the rest the same.
settings.register_profile("local", max_examples=100, deadline=None)
settings.register_profile("fixed", max_examples=100, deadline=None, derandomize=True, database=None)
settings.register_profile("long", settings.get_profile("fixed"), max_examples=1_000)
settings.register_profile("brief", settings.get_profile("fixed"), max_examples=20)
settings.load_profile(
    "long" if IS_LONG else "brief" if IS_BRIEF else "fixed" if os.environ.get("CI") else "local"
)

WANTED = {"fr-cnil-clearview", "nl-acm-apple"}
SOME = {*WANTED, "fr-ce-air", "nl-ap-clearview"}
APART = 2 if IS_LONG else 12  # one of so many investigations besides
_TESTS_RUN = count(1)
_EVERY = 200  # tests between two searches of everything


@pytest.fixture(autouse=True, scope="session")
def no_collection_in_threads() -> None:
    """Cycles of Qt objects are collected between tests, on this thread: they must not end on another one.

    What is there before the first test stays, and is not searched.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application, its letters those of the program: they say what fits."""
    qapp.setFont(base_font(BASE_SIZE))
    return qapp


@pytest.fixture(autouse=True)
def plain_look() -> None:
    """The letters of the program and no style sheet, whatever the test before wore."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        return
    if application.styleSheet():
        application.setStyleSheet("")
        application.setPalette(QPalette())
    if application.font().pixelSize() != BASE_SIZE:
        application.setFont(base_font(BASE_SIZE))


@pytest.fixture(autouse=True)
def collected() -> None:
    """Delete and collect what the test before left: pytest holds what a fixture gave to the very end.

    What is still there when everything is searched is spared from then on.
    """
    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # only a running loop would
    if next(_TESTS_RUN) % _EVERY:
        gc.collect(1)
    else:
        gc.collect()
        gc.freeze()


@pytest.fixture(scope="session")
def index_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the index of the sample is kept, so that it is made once; of nothing that is changed."""
    return tmp_path_factory.mktemp("index")


@pytest.fixture(scope="session")
def sample_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as a case file, written once; not to be changed."""
    path = tmp_path_factory.mktemp("sample") / "sample.casefile"
    write_sample(path)
    return path


@pytest.fixture(scope="session")
def pair_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two investigations of the sample as a case file, written once; not to be changed."""
    path = tmp_path_factory.mktemp("pair") / "pair.casefile"
    write_cases(path, [case for case in sampled() if case.investigation.slug in WANTED])
    return path


@pytest.fixture(scope="session")
def few_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dozen investigations of the sample, of all kinds, or half of it, as a file; not to be changed."""
    path = tmp_path_factory.mktemp("few") / "few.casefile"
    cases = enumerate(sampled())
    some = {*SOME, *(case.investigation.slug for case in rarest())}
    write_cases(path, [case for n, case in cases if n % APART == 1 or case.investigation.slug in some])
    return path


@pytest.fixture(scope="session")
def spoilable_path(sample_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A row in every table, to be copied and changed: of a handful of cases, of all in the long run."""
    path = tmp_path_factory.mktemp("spoilable") / "filled.casefile"
    if IS_LONG:
        write_filled(sample_path, path)
        return path
    wanted = {"fr-cnil-clearview", *(case.investigation.slug for case in rarest())}
    some = path.with_name("some.casefile")
    write_cases(some, [case for case in sampled() if case.investigation.slug in wanted])
    write_filled(some, path)
    return path
