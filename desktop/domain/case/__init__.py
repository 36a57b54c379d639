"""One recorded investigation: its events, decisions, fines and the terms of its penalties."""
