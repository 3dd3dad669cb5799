"""The text of documents: what can be looked through before a file is kept (Прил. 3, п. 5).

Plain text is read where it is asked for; formats that have to be unpacked are read by a child process within bounds.
Nothing here knows a path: a document is its bytes.
"""

from core.documents.values import MOST, Read

__all__ = ["MOST", "Read"]
