"""The figures of one investigation for every day, kept small enough to be kept ready."""
