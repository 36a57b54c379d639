"""How a figure is made, step by step, each with its rule and its source."""
