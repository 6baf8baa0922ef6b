"""The extension, in real browsers and as files."""
