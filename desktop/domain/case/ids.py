"""The ids of investigations and events in a case file, each a type of its own."""

from __future__ import annotations

from typing import NewType

CaseId = NewType("CaseId", int)
EventId = NewType("EventId", int)
