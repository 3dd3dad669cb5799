"""Personal data let in or cut out, and words that go into an archive (Прил. 3, п. 5)."""
