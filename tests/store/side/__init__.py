"""Tests of the side file."""
