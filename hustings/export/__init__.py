"""What a reader can take away: figures, tables and citations, one module for each kind."""
