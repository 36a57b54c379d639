"""Edits of records of many kinds, each answered to the part of the window that asked for it."""
