"""Panes and bars. They know neither the library nor each other: attributes down, messages up."""
