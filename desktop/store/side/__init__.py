"""The side file: the user's own views and scenarios on one case file, kept apart from it."""
