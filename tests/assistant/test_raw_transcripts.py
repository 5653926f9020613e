from livekit.agents import LanguageCode, stt

from assistant.raw_transcripts import KEPT, RawTranscripts


def _event(text: str, raw: str | None) -> stt.SpeechEvent:
    data = stt.SpeechData(language=LanguageCode("en"), text=text, metadata={"raw_text": raw})
    return stt.SpeechEvent(type=stt.SpeechEventType.FINAL_TRANSCRIPT, alternatives=[data])


def test_the_words_before_repair_are_found_by_those_after_it() -> None:
    transcripts = RawTranscripts()
    transcripts.note(_event("Not Nike, please.", "Not night, please."))
    assert transcripts.raw_of("Not Nike, please.") == "Not night, please."


def test_an_utterance_of_several_parts_is_put_together() -> None:
    transcripts = RawTranscripts()
    transcripts.note(_event("Show me Keldan boots", "Show me cold on boots"))
    transcripts.note(_event("and not Nike.", "and not night."))
    text = "Show me Keldan boots in black and not Nike."
    assert transcripts.raw_of(text) == "Show me cold on boots in black and not night."


def test_nothing_was_repaired() -> None:
    transcripts = RawTranscripts()
    transcripts.note(_event("Show me boots.", None))
    transcripts.note(stt.SpeechEvent(type=stt.SpeechEventType.START_OF_SPEECH))
    assert transcripts.raw_of("Show me boots.") is None


def test_only_the_last_are_remembered() -> None:
    transcripts = RawTranscripts()
    for number in range(KEPT + 1):
        transcripts.note(_event(f"Keldan {number}.", f"cold {number}."))
    assert transcripts.raw_of("Keldan 0.") is None
    assert transcripts.raw_of(f"Keldan {KEPT}.") == f"cold {KEPT}."
