class IngestError(Exception):
    """An article that cannot be taken in; the message is for the person who brought it."""
