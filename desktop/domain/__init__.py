"""The calculation and the facts it rests on: pure, standard library only."""
