"""Tables out to a spreadsheet and back: what was changed there becomes decisions and recorded edits.

An unchanged file changes nothing. A file with a bad cell is refused whole, each fault with its row and column.
"""
