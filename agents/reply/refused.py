"""Calm answers to what a shop's assistant does not do: short, no reproach, and a way on."""

from agents.reply.talk_parts import Talk

REFUSED: dict[Talk, tuple[tuple[str, ...], ...]] = {
    Talk.LANGUAGE: (
        ("Sorry, I only understand English.", "What are you looking for?"),
        ("I'm afraid I only speak English.", "Tell me in English what you need."),
    ),
    Talk.CODE: (("That looks like code to me.", "Tell me in words what you're looking for."),),
    Talk.INSTRUCTIONS: (
        ("That's not something I can do.", "I'm here to help you shop."),
        ("I'll stay as I am, thanks.", "What can I find for you?"),
    ),
    Talk.SELF_HARM: (
        (
            "I'm really sorry you feel this way.",
            "Please talk to someone now.",
            "In the US, call or text 988; anywhere else, call your local emergency number.",
        ),
    ),
    Talk.THREAT: (
        (
            "I can't go along with that.",
            "If anyone is in danger, please call your local emergency number.",
        ),
    ),
    Talk.SEXUAL: (
        ("I'd rather keep to shopping.", "What can I find for you?"),
        ("Let's stay with the shopping.", "What are you looking for?"),
    ),
    Talk.PERSONAL: (
        ("Please keep that to yourself.", "I don't need it to help you shop."),
        ("Better not tell me that.", "I don't need it to help you shop."),
    ),
    Talk.PRIVATE: (("I can't share anything about other people.", "I only know the products."),),
    Talk.HAGGLE: (
        ("I can't change prices.", "I can look for something cheaper, though."),
        ("Prices are the shop's to set, not mine.", "I can look for cheaper ones, though."),
    ),
    Talk.RESTRICTED: (
        ("Sorry, I can't help you buy that.", "Ask me for anything else in the shop."),
        ("I can't help with that kind of thing.", "Is there something else I can find?"),
    ),
    Talk.MEDICAL: (("I can't give medical advice.", "Please ask a doctor or a pharmacist."),),
    Talk.MEDICINE: (("I can't give medical advice.", "Please ask a doctor or a pharmacist."),),
    Talk.EMERGENCY: (
        ("That may be an emergency.", "Please call your local emergency number right away."),
    ),
    Talk.TOO_MANY: (
        ("That's more than I can add.", "Tell me which ones you'd like."),
        ("Everything is a bit much.", "Which ones would you like?"),
    ),
}
"""Wordings by what was refused; each is a few sentences, the most needed first."""
