"""The tests. A folder for each room; every folder is a package, so that modules may share a name."""
