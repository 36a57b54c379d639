"""The scriptable calculator: questions as JSON in, answers as JSON out."""
