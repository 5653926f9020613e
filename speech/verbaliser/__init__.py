"""What `speech.spoken` is made of: number words, units, rules and the lexicon."""
