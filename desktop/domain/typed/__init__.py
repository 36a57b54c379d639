"""What people type, read: dates, amounts, and words that tell kinds of events and sources."""
