"""PDF with a text layer: pieces of text as they were drawn, put back into lines, columns and pages."""

from parallel.read.pdf.extract import is_pdf, pdf_text

__all__ = ["is_pdf", "pdf_text"]
