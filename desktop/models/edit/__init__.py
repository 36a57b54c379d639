"""Words for the forms that edit a case file."""
