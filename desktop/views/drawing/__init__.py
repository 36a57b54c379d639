"""The drawing of a timeline: its lanes, marks, scale and curve, on a screen and on paper."""
