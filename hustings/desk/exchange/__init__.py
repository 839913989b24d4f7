"""The desk and other programs: REFI-QDA projects and codebooks, DNA, annotations in JSON."""
