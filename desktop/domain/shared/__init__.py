"""Edits of what records share: their sources, authorities and respondents; and of whole investigations."""
