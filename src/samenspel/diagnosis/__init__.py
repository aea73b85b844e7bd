"""What a release may mean: patterns that stand out, with their evidence, as observations and questions."""
