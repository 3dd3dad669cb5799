"""Search over everything, as pure rules: what is a document, what a query means, which words of a text it has found."""
