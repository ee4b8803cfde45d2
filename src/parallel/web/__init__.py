"""The workbench in the browser: requests in, pages out; every change is an operation of ``workbench``."""
