"""What goes to other tools and comes back from them, and the memory it feeds."""
