"""From benchmarks and gold sets to the model: labels, vocabulary, forests, honest scores, and the card."""
