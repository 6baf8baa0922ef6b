"""What engines cost: CPU time beside readability-lxml's on the same pages, growth with size, peak memory."""
