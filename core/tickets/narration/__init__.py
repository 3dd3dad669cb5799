"""Events told in Russian: one sentence each for the timeline, with the clause and the words people wrote."""
