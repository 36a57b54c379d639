"""Astreinte: a case-file viewer for enforcement investigations."""

from __future__ import annotations

__version__ = "0.1.0"
