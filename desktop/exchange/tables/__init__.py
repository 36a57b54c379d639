"""Tables of others, read into investigations and events, with every row imported or refused."""
