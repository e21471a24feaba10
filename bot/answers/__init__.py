"""Question → Answer. Every select over the facts is in this folder. Synchronous; knows no language."""
