"""That the benchmarks themselves tell what they should."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from tests.benchmarks import __main__ as command
from tests.benchmarks.children import ChildError, beside, run_child, run_program
from tests.benchmarks.table import HEADINGS, Line, Verdict, compared, printed, skipped
from tests.benchmarks.timing import Ratio, Timing, in_turns, percentile, ratio_at, ratio_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.benchmarks.bench import Bench


def test_that_a_ratio_is_the_median_of_pairs_and_lies_in_its_interval() -> None:
    found = ratio_of(Timing((3.0, 9.0, 8.0, 40.0, 6.0)), Timing((1.0, 3.0, 4.0, 4.0, 2.0)))
    assert found.median == 3.0
    assert found.low <= found.median <= found.high
    assert found.low >= 2.0
    assert found.high <= 10.0


def test_that_the_same_pairs_give_the_same_interval() -> None:
    ours, floor = tuple(float(n) for n in range(1, 30)), (2.0,) * 29
    assert ratio_at(95, ours, floor) == ratio_at(95, ours, floor)


@pytest.mark.parametrize(("share", "value"), [(0, 1), (50, 6), (95, 10), (100, 10)])
def test_that_a_percentile_is_one_of_the_values(share: int, value: int) -> None:
    assert percentile(range(1, 11), share) == value


def test_that_calls_take_turns_and_the_first_round_is_dropped() -> None:
    order: list[str] = []

    def call(name: str) -> float:
        order.append(name)
        return float(len(order))

    first, second = in_turns((lambda: call("a"), lambda: call("b")), rounds=2)
    assert "".join(order) == "baabba"
    assert (first.seconds, second.seconds) == ((3.0, 6.0), (4.0, 5.0))


def test_that_a_goal_is_met_by_the_median() -> None:
    assert compared("x", "", "", Ratio(1.4, 1.3, 1.7), 1.5).verdict is Verdict.MET
    missed = compared("x", "", "", Ratio(1.6, 1.3, 1.7), 1.5)
    assert missed.verdict is Verdict.MISSED
    assert missed.is_bad


def test_that_the_table_has_a_column_for_every_heading() -> None:
    text = printed([Line("one", "1 ms", "2 ms", "2", "<= 3", Verdict.MET), skipped("another", "not here")])
    first, ruler, *rows = text.splitlines()
    assert [cell.strip() for cell in first.split("|")] == list(HEADINGS)
    assert set(ruler) == {"-", "+"}
    assert [len(row.split("|")) for row in rows] == [6, 6]
    assert rows[1].endswith("skipped (not here)")


def test_that_what_is_skipped_is_not_bad_and_what_says_nothing_is() -> None:
    bad = {one for one in Verdict if Line("x", verdict=one).is_bad}
    assert bad == {Verdict.MISSED, Verdict.VOID, Verdict.BROKEN}


def test_that_a_child_tells_its_cost_and_its_last_line() -> None:
    child = run_child([sys.executable, "-c", "print('a'); print('{\"b\": 1}')"], {})
    assert child.answer == {"b": 1}
    assert 0 < child.cpu < 30
    assert child.wall > 0


def test_that_a_failing_child_is_an_error_with_its_words() -> None:
    with pytest.raises(ChildError, match="no such luck"):
        run_child([sys.executable, "-c", "raise SystemExit('no such luck')"], {})


def test_that_a_child_that_takes_too_long_is_ended() -> None:
    with pytest.raises(ChildError, match="ended with -9"):
        run_child([sys.executable, "-c", "import signal; signal.pause()"], {}, timeout=0.5)


def test_that_an_answer_that_is_none_is_an_error() -> None:
    with pytest.raises(ChildError, match="no answer but 'hello'"):
        _ = run_child([sys.executable, "-c", "print('hello')"], {}).answer


def test_that_an_empty_window_tells_its_memory(tmp_path: Path) -> None:
    found = run_program("empty_window", home=tmp_path).answer
    assert 20_000 < found["resident"] <= found["peak"]


def test_that_the_bad_reader_keeps_a_writer_out(tmp_path: Path, sample_path: Path) -> None:
    path = tmp_path / "case.casefile"
    path.write_bytes(sample_path.read_bytes())
    with beside("holder", str(path), home=tmp_path) as told:
        assert told() == {"shown": True}
        kept_out = run_program("writer", str(path), "1.5", "0.01", home=tmp_path).answer
    alone = run_program("writer", str(path), "0.2", "0.01", home=tmp_path).answer
    assert kept_out["errors"] > 0
    assert kept_out["longest"] > 0.2
    assert alone["commits"] > 0
    assert alone["errors"] == 0


def test_that_a_subject_that_breaks_is_told_and_ends_with_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], sample_path: Path, tmp_path: Path
) -> None:
    def broken(bench: Bench) -> Iterator[Line]:
        yield Line("before it broke")
        raise ChildError(f"{bench.count} investigations were too many")

    monkeypatch.setattr(command, "kept_file", lambda _: sample_path)
    monkeypatch.setattr(command, "_prepared", lambda _: iter(()))
    monkeypatch.setattr(command, "import_module", lambda _: _subject(broken))
    assert command.main(["--only", "launch"]) == 1
    told = capsys.readouterr().out
    assert "before it broke" in told
    assert "BROKEN (ChildError: 53 investigations were too many)" in told
    assert "seed" in told
    assert "load" in told


@pytest.mark.parametrize("name", command.SUBJECTS)
def test_that_every_subject_can_be_measured(name: str) -> None:
    assert callable(import_module(f"tests.benchmarks.{name}").lines)


class _subject:  # noqa: N801 - stands in for a module
    def __init__(self, lines: object) -> None:
        self.lines = lines
