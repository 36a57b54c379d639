"""Events laid out over time: scopes, clusters, scales and labels."""
