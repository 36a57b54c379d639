"""The worker's side: everything read from the open file, without Qt."""
