"""Products: schema, feeds, embedder, index, search, the sample catalog."""

import os

# ONNX Runtime's wheels report usage to their maker from the moment they are imported, unless
# this is set before. Child processes inherit it.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
