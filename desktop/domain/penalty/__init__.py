"""The calculation: from the terms of a penalty to what accrued, was recovered and is barred."""
