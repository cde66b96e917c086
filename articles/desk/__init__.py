"""The editor's desk: the review queue, and the place where articles are looked at before they are taken in."""
