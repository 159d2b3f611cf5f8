"""From a result to a figure. A figure shows what the result holds and nothing else."""
