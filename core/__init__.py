"""Rules, records and the store of the service desk: no Textual, no Rich, no terminal."""
