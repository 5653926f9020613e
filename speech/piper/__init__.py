"""The voice: Piper in a process of its own, and what speaks through it.

    process.PiperWorker   the parent's end of the worker process
    tts.PiperTTS          the livekit-agents plugin, streaming by clause
    say.synthesize        one call for scripts and tests
    worker                the child; the only module that imports the GPL-3.0 `piper`

Nothing is imported here, so that the child starts without the plugin's dependencies.
"""
