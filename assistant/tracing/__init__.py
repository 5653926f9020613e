"""Traces of turns in OpenTelemetry's form: how long each part took, and never what was said.

turn_traces.py   the spans of one turn, made when it is over
opening.py       where they go, if anybody asked for them
quiet.py         keeps the spans of livekit-agents, which hold transcripts, in the process
"""
