"""The tables of what was logged: a row a turn, a row an event. Lossless.

The last columns of TURNS are made when a day is built, from the session's turns in their order.
"""

from assistant.analytics.column import Column, Table, count, flag, json, number, text

_WHO = (
    text("application", "Who logged it: aisle, or what an imported log says."),
    text("tenant", "Which shop."),
    text("session_id", "The conversation."),
    text("client_id", "The known shopper; null for a stranger."),
    Column("timestamp", "TIMESTAMP", "When it happened, UTC."),
    Column("day", "DATE", "Of the timestamp, UTC."),
)

TURNS = Table(
    "turns",
    ("query_id",),
    (
        text("query_id", "The turn."),
        *_WHO,
        count("turn", "From 0 within the session; null for an utterance that became no turn."),
        text("schema", "Of the record that the row was made from."),
        text("modality", "voice or text."),
        text("door", "realtime, livekit, text, chat, cli; null in old and imported logs."),
        text("user_query", "What was understood to be said, after repair.", said=True),
        text("raw_transcript", "Before repair, where that differs.", said=True),
        number("asr_confidence", "Of the recogniser, 0 to 1; null for typed turns."),
        json("acts", "all acts with confidence and words.", said=True),
        text("intent", "The first act; null where nothing was understood."),
        json("constraints", "all that hold after the turn.", said=True),
        count("wishes", "How many wishes hold after the turn; null where that is not known."),
        text("category", "The category or product type looked for; null where none was said."),
        text("brand", "The brand looked for."),
        text("query", "What was searched for in the end.", said=True),
        json("query_response_hit_ids", "ids of the products shown, in order."),
        text("object_id_field", "What those ids are."),
        json("titles", "their titles."),
        json("spoken_ids", "ids of the products that the reply spoke of."),
        count("shown", "How many products were shown."),
        count(
            "found",
            "How many products were searched for and found; null where nothing was searched for, "
            "and in older and imported logs.",
        ),
        count("spoken", "How many the reply spoke of; null where not known."),
        text("focus", "Title of the product that it means after the turn."),
        json("cart", "the cart after the turn."),
        json("relaxed", "wishes that were let go so that something fits."),
        json("lacking", "what was asked for that the catalog has nowhere.", said=True),
        text("asked", "What the reply asked back."),
        text("reply", "The reply.", said=True),
        text("heard", "What of it was spoken when it was cut off.", said=True),
        text("tier", "Who phrased it: template, open, closed or none."),
        text("model", "Which model."),
        number("cost_usd", "Of all calls whose price is known."),
        json("route", "who phrased the reply and why."),
        number("final_transcript_ms", "Since the last voiced sample, as all points in time here."),
        number("turn_committed_ms", ""),
        number("products_ms", ""),
        number("first_reply_text_ms", ""),
        number("first_audio_ms", ""),
        number("understand_ms", "Spent, as the next two."),
        number("retrieve_ms", ""),
        number("reply_ms", ""),
        text("outcome", "completed, interrupted or failed."),
        json("experiments", "arm by experiment, without spaces, names in order; null if none."),
        text("audio", "Name of the recording, where the shopper consented."),
        count("redaction", "Version of the redaction that its texts went through."),
        json("more", "fields of a newer schema that this version does not know."),
        # Made when a day is built, from the session's turns in their order.
        flag("is_shopping", "Whether the intent is about products or the cart."),
        flag("is_search", "Whether products were looked for: find, refine, gift, bundle, inspire."),
        flag(
            "zero_results",
            "A search that found nothing, even if a list stayed on the screen; null for what is no "
            "search.",
        ),
        flag("was_relaxed", "A search whose wishes were relaxed; null for what is no search."),
        flag(
            "was_unmet",
            "A search that found nothing, let a wish go, or asked for what the catalog has "
            "nowhere; null for what is no search.",
        ),
        text(
            "reformulation",
            "How a search changed the one before it in its session: repeated, narrowed, broadened, "
            "corrected or replaced; null for the first and for what is no search.",
        ),
        flag(
            "showed",
            "Whether it put products on the screen: a search that found some, or another list "
            "than the turn before; a list that only stayed there is not shown again.",
        ),
        flag(
            "clarified",
            "Whether the next turn showed something or put it into the cart; null where nothing "
            "was asked back.",
        ),
        flag("was_repaired", "Whether the transcript was repaired; null for what was typed."),
    ),
)

EVENTS = Table(
    "events",
    ("event_id",),
    (
        text("event_id", "The event; reported twice, it is here once."),
        *_WHO,
        Column("received_at", "TIMESTAMP", "When the server was told, UTC."),
        text("schema", "Of the record that the row was made from."),
        text("action_name", "What happened; `assistant.events.event.Action`, or an import's own."),
        text("query_id", "The turn that showed the object; null where there was none."),
        count("turn", "Of that turn, from 0."),
        text("user_query", "As an imported log has it.", said=True),
        text("message_type", ""),
        text("message", "", said=True),
        text("object_id", "What it was done to."),
        text("object_id_field", "What that id is."),
        text("title", "Of that object."),
        count("ordinal", "Its place in the list, from 1."),
        number("value", "Of a purchase: money for this object."),
        text("currency", "Of that money."),
        json("details", "everything else."),
        count("redaction", "Version of the redaction that its texts went through."),
        json("more", "fields of a newer schema that this version does not know."),
    ),
)
