"""What a voice session tells, as the events of the protocol; no sound and no model."""

import pytest

from agents.client_tools.tool import ClientTool, ToolCall, ToolChoice, ToolOutput
from agents.readings import reading_of_nothing
from agents.turn import Reply, Turn, Utterance
from tests.assistant.realtime.talking import ListedOutbox
