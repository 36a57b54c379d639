"""Importing rows into a case file: in one transaction, each row once, and taken back as one step."""
