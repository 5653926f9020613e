"""`aisle bench stt`: how well and how soon Aisle hears."""
