"""Many articles: batches, merging, scale-out."""
