"""The timeline: events in order, counted by day, clustered, scaled and labelled."""
