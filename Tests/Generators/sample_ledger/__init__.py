"""The parts of the sample-data generator, each by its subject."""
