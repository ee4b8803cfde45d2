"""Long work: started from a page, done beside it, told of as it goes on, stopped at any moment."""
