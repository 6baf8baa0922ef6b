"""Making, importing, looking at and keeping the cases of a gold set: what ``goldleaf gold`` does, a file a
subcommand, and what its subcommands share."""
