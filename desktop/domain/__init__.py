"""The calculation and its facts: pure, standard library only."""
