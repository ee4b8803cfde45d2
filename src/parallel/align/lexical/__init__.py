"""Words as evidence: what the aligner sees of a text, what may translate what, and how that is learnt."""
