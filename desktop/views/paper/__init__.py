"""The printed timeline: its dialog, its sheets of paper, and the PDF."""
