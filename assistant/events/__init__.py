"""What the intent log holds beside turns: sessions, actions, interruptions, errors, consent.

    event.py         one event, with the names of User Behavior Insights 1.3
    dating.py        when a record happened, as far as that can be believed
    schemas.py       JSON Schemas of both kinds of records; data/ holds them

A turn is `assistant.turn_record.TurnRecord`. Both lie in the same segments, told apart by their
`schema`.
"""
