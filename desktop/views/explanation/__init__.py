"""The window of explanations: the steps and sources of a figure, line by line."""
