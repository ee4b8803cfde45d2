"""Sentence encoders given by a local path; nothing is ever fetched."""

from parallel.encode.onnx import load_encoder

__all__ = ["load_encoder"]
