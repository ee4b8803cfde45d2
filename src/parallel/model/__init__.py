"""The nouns of the package: immutable values without behaviour beyond their own consistency."""
