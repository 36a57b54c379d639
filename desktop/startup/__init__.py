"""What makes a start fast, and what it does to PySide for that."""
