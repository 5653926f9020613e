"""A shop's terms put right in transcripts: by sound, and only where the audio agrees.

    transcript ─▶ spans ─▶ index (pronunciation, distance) ─▶ candidates
               ─▶ decision.promising ─▶ the audio scores the texts ─▶ decision.chosen

All pure but for the scorer that `repairer.CatalogRepairer` is given. Does not know where
terms come from (`assistant.hearing`), nor how texts are scored (`speech.whisper`).
"""
