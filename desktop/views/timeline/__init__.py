"""The timeline: its canvas, what is painted on it, and the chronology below."""
