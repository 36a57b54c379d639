"""The Timeline tab: the canvas with lanes, marks and accrued curve, and the chronology below."""
