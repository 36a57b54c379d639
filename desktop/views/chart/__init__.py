"""The chart of accrued penalties over days: widget, layout, painting and words."""
