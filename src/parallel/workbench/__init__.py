"""One use case per verb: joins the stages; the command line and the web only show what it returns."""
