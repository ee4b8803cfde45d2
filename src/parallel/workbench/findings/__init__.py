"""What the checks see in pairs, and what people have let pass."""
