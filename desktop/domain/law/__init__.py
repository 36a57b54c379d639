"""Rules of law: deadlines, regimes and their versions, ceilings of fines, interest."""
