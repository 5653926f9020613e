"""What shoppers said, as sound: kept only with their consent, and apart from everything else.

sound.py     an utterance's sound, and how it is picked out of what the microphone sends
store.py     the files: who consented, what is kept, and how it is erased
"""
