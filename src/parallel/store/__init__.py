"""The only door to the disk: workspace, manifest, glossary and ``aligned/``, read strictly and written safely."""
