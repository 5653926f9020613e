"""Words are told to the screen when their sound is played, and only then."""

from livekit.agents.types import TimedString

from assistant.highlight import Highlight
from assistant.session_events import Speaking


def _words(*texts: str) -> list[TimedString]:
    return [TimedString(t, start_time=float(at), end_time=at + 1.0) for at, t in enumerate(texts)]


def test_words_wait_until_the_reply_is_played_and_then_come_as_they_are_made() -> None:
    told: list[Speaking] = []
    highlight = Highlight(told.append)
    reply: list[TimedString] = []
    highlight.begins(reply)
    highlight.made(reply, _words("Sure, ", "it is "))
    highlight.made(reply, [])
    highlight.made(reply, _words("$280. "))
    assert told == []
    highlight.plays(reply)
    highlight.made(reply, _words("Want it?"))
    assert [event.text for event in told] == ["Sure, it is", "$280.", "Want it?"]
    assert (told[0].words[1].start_s, told[0].words[1].end_s) == (1.0, 2.0)


def test_a_reply_that_is_thrown_away_is_never_told() -> None:
    told: list[Speaking] = []
    highlight = Highlight(told.append)
    first: list[TimedString] = []
    second: list[TimedString] = []
    highlight.begins(first)
    highlight.made(first, _words("Never."))
    highlight.begins(second)
    highlight.made(first, _words("heard."))
    highlight.made(second, _words("This."))
    highlight.plays(second)
    assert [event.text for event in told] == ["This."]


def test_the_next_reply_spoken_ahead_waits_while_this_one_is_played() -> None:
    told: list[Speaking] = []
    highlight = Highlight(told.append)
    now: list[TimedString] = []
    next_one: list[TimedString] = []
    highlight.begins(now)
    highlight.plays(now)
    highlight.made(now, _words("Now."))
    highlight.begins(next_one)
    highlight.made(next_one, _words("Later."))
    highlight.made(now, _words("Still."))
    assert [event.text for event in told] == ["Now.", "Still."]
    highlight.plays(next_one)
    assert told[-1].text == "Later."


def test_a_word_without_times_is_left_out() -> None:
    told: list[Speaking] = []
    highlight = Highlight(told.append)
    reply: list[TimedString] = []
    highlight.begins(reply)
    highlight.plays(reply)
    highlight.made(reply, [TimedString("untimed")])
    assert told == []
