"""The window and panel that tell how a figure is made."""
