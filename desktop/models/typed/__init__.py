"""The words of typed values, and entries of a chronology read from typed lines."""
