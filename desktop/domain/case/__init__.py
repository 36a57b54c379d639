"""One investigation as it is recorded: events, decisions, fines and the terms of its penalties."""
