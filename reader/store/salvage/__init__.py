"""What can be read of a damaged library file, without SQLite, which gives up at the first page that it cannot read."""
