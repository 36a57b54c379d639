"""Sources of any record: joined to it, and those that the file knows are not added again."""

from __future__ import annotations

from desktop.domain.edit.change import Edit, EditKind, Reference, added, changed
from desktop.domain.edit.citing import JOINED, SourceFacts, addresses_added, cited, with_known_sources
from desktop.store.edit.tables import columns_of

NEW = SourceFacts("https://www.cnil.fr/a")


def test_that_every_join_is_a_table_of_the_file() -> None:
    for name in JOINED.values():
        assert set(columns_of(f"{name}_sources")) == {f"{name}_id", "source_id"}


def test_that_a_new_source_is_added_and_a_known_one_only_joined() -> None:
    source, join, other = cited("payments", "p", (NEW, SourceFacts("x", uid="s")))
    assert source.after is not None
    assert source.after["url"] == NEW.url
    assert join.after == {
        "payment_id": Reference("payments", "p"),
        "source_id": Reference("sources", source.uid),
    }
    assert other.after == {"payment_id": Reference("payments", "p"), "source_id": Reference("sources", "s")}


def test_that_an_edit_joins_the_sources_that_the_file_knows() -> None:
    first = added("payments", "p", amount=1)
    edit = Edit(EditKind.FACT_ADDED, (first, *cited("payments", "p", (NEW,))), "b")
    assert addresses_added(edit) == (NEW.url,)
    linked = with_known_sources(edit, {NEW.url: "known"})
    assert [change.table for change in linked.changes] == ["payments", "payment_sources"]
    assert linked.changes[1].after == {
        "payment_id": Reference("payments", "p"),
        "source_id": Reference("sources", "known"),
    }
    assert with_known_sources(edit, {}) == edit


def test_that_a_changed_record_stays_as_it_is_where_sources_are_joined() -> None:
    paid = changed("payments", "p", {"amount": 1}, {"amount": 2})
    edit = Edit(EditKind.FACT_CHANGED, (paid, *cited("payments", "p", (NEW,))), "b")
    assert with_known_sources(edit, {NEW.url: "known"}).changes[0] == paid
