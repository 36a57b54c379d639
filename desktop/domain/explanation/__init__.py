"""Explanations of figures: steps, each with its rule of law and its source, readings and gaps."""
