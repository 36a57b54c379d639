"""Days, periods, doubt about them, working days, hours, and the day of a question."""
