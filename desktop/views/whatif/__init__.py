"""The what-if scenarios on the Penalty tab: form, results, and comparison with the record."""
