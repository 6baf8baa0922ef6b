"""The local server: reads pages for the browser extension and for programs, and shows the gold set to
people."""
