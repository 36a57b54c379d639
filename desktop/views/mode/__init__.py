"""Editing switched on and off: the lock, new files and copies, backups, the author, the first start."""
