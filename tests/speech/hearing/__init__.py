"""Speech in: detector, recogniser, turn detection, stream."""
