"""The search index: a projection of people's words, written in the transaction of the events that hold them."""
