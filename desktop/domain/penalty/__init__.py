"""The calculation: from the terms of a penalty to the sums accrued, recovered and barred by limitation."""
