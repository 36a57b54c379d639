"""The history of the case file: its table, the conflicts of undoing, and the page around them."""
