"""The first rows: the queue's first window, painted with plain escapes before the application's libraries are loaded.

Loading them takes half a second; the rows can be read meanwhile. The application then paints the same screen over them.
Whatever is unusual, nothing is painted here, and all goes on without.
"""
