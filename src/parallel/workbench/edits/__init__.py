"""What people do to a pair: operations on beads, saved, undone, proposed, reviewed."""
