"""The side file: what the user keeps about one case file, away from it."""
