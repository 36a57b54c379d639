"""Days, periods and doubt about dates, working days, hours, and the as-of day."""
