"""What the heads learn from and are tested on: made-up shopping talk and four sets of others' text.

Read from the folder of data that does not ship; a set that is not there is left out.
CLINC150 is CC-BY-3.0 (Larson et al. 2019), Bitext CDLA-Sharing-1.0, WebShop and WANDS MIT.
"""

import csv
import json
import random
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from zlib import crc32

from evals.shopper_lines import spoken
from evals.shopper_talk import Said, shopper_talk

SEED = 20_261_122

CLINC_ACTS: dict[str, tuple[str, str]] = {
    "order_status": ("order_or_policy", "order"),
    "greeting": ("smalltalk", "greeting"),
    "goodbye": ("smalltalk", "goodbye"),
    "thank_you": ("smalltalk", "thanks"),
    "what_is_your_name": ("smalltalk", "identity"),
    "are_you_a_bot": ("smalltalk", "identity"),
    "who_made_you": ("smalltalk", "identity"),
    "how_old_are_you": ("smalltalk", "identity"),
    "where_are_you_from": ("smalltalk", "identity"),
    "do_you_have_pets": ("smalltalk", "identity"),
    "what_are_your_hobbies": ("smalltalk", "identity"),
    "who_do_you_work_for": ("smalltalk", "identity"),
    "what_can_i_ask_you": ("smalltalk", "help"),
    "repeat": ("repeat", ""),
    "yes": ("confirm", ""),
    "no": ("deny", ""),
    "change_speed": ("pace", ""),
    "cancel": ("stop", ""),
}
"""Intents of CLINC150 that are acts of ours; the others are out of scope but `CLINC_UNSURE`."""

CLINC_UNSURE = frozenset({
    "order", "shopping_list", "shopping_list_update", "maybe", "redeem_rewards",
    "rewards_balance", "order_checks", "application_status", "new_card", "card_declined",
})  # fmt: skip
"""Intents that a shop may or may not take as its own; neither learned from nor tested on."""

_BITEXT = {
    "cancel_order": "order", "change_order": "order", "track_order": "order",
    "delivery_period": "delivery", "delivery_options": "delivery",
    "check_cancellation_fee": "returns", "get_refund": "returns", "track_refund": "returns",
    "check_refund_policy": "returns", "check_payment_methods": "payment",
    "payment_issue": "payment", "check_invoice": "payment", "get_invoice": "payment",
    "create_account": "account", "delete_account": "account", "edit_account": "account",
    "switch_account": "account", "recover_password": "account",
    "registration_problems": "account", "newsletter_subscription": "account",
    "change_shipping_address": "account", "set_up_shipping_address": "account",
    "complaint": "account", "review": "account",
}  # fmt: skip
_BITEXT_PEOPLE = frozenset({"contact_human_agent", "contact_customer_service"})


def training(data: Path) -> list[Said]:
    """Return everything that the heads may learn from."""
    rows = shopper_talk(product_names(data), SEED) + spoken()
    rows += clinc(data, "train") + clinc(data, "oos_train")
    rows += questions(data)
    rows += [row for row in bitext(data) if not tests(row.text)]
    rows += [row for row in webshop(data) if not tests(row.text)]
    rows += [row for row in wands(data) if not tests(row.text)]
    return rows


def tests(text: str) -> bool:
    """Tell whether a text is of the third that tests: by its hash, so for ever."""
    return crc32(text.lower().encode()) % 3 == 0


def product_names(data: Path) -> list[str]:
    """Return what things are called: the names of Google's taxonomy that are one plain name."""
    path = data / "google-taxonomy" / "taxonomy-with-ids.en-US.txt"
    if not path.is_file():
        return ["hiking boots", "table lamp", "backpack", "headphones", "rug", "coffee mug"]
    names: dict[str, None] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        leaf = line.rsplit(" | ", 1)[-1].strip().lower()
        plain = bool(leaf) and leaf.replace(" ", "").isalpha() and len(leaf.split()) <= 3
        if plain and not line.startswith("#"):
            names.setdefault(leaf)
            names.setdefault(_singular(leaf))
    return list(names)


def _singular(name: str) -> str:
    return name[:-1] if name[-1] == "s" and name[-2] not in "sue" else name


def clinc(data: Path, split: str) -> list[Said]:
    """Return a split of CLINC150: `train`, `val`, `oos_train` or `oos_val`."""
    rows = []
    for text, intent in intents(data, split):
        if intent in CLINC_UNSURE:
            continue
        act, topic = CLINC_ACTS.get(intent, ("out_of_scope", intent))
        rows.append(Said(text, act, topic, None, crc32(text.encode()), "clinc"))
    return rows


def intents(data: Path, split: str) -> list[tuple[str, str]]:
    """Return text and intent of a split of CLINC150, as they are there."""
    path = data / "clinc150" / "data_train_val.json"
    if not path.is_file():
        return []
    return [(text, name) for text, name in json.loads(path.read_text(encoding="utf-8"))[split]]


def questions(data: Path) -> list[Said]:
    """Return Disfl-QA's questions about the world, each without its slip."""
    path = data / "disfl-qa" / "dev.json"
    if not path.is_file():
        return []
    asked = json.loads(path.read_text(encoding="utf-8")).values()
    texts = sorted({each["original"] for each in asked})
    return [Said(t, "out_of_scope", "question", None, crc32(t.encode()), "disfl") for t in texts]


def bitext(data: Path) -> list[Said]:
    """Return requests about orders, deliveries, money and accounts."""
    path = data / "bitext-ecommerce" / "train.csv"
    if not path.is_file():
        return []
    rows = []
    with path.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            intent, text = line["intent"], line["utterance"]
            if intent in _BITEXT:
                act, topic = "order_or_policy", _BITEXT[intent]
            elif intent in _BITEXT_PEOPLE:
                act, topic = "human", ""
            else:
                continue
            rows.append(Said(text, act, topic, None, crc32(intent.encode()), "bitext"))
    return rows


def webshop(data: Path) -> list[Said]:
    """Return shopping goals and the queries typed for them."""
    goals = data / "webshop-goals" / "human_goals.json"
    if not goals.is_file():
        return []
    texts: list[str] = json.loads(goals.read_text(encoding="utf-8"))
    queries = json.loads((goals.parent / "goal_query_map.json").read_text(encoding="utf-8"))
    typed = sorted({query for each in queries.values() for query in each})
    return _wishes(random.Random(SEED).sample(sorted(set(texts)), 1_500), "webshop") + _wishes(
        typed, "queries"
    )


def wands(data: Path) -> list[Said]:
    """Return the queries of a furniture shop."""
    path = data / "wands-pairs" / "judgments.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return _wishes(sorted({line["query"] for line in csv.DictReader(lines)}), "wands")


def pscon(data: Path) -> list[str]:
    """Return what the shoppers of PSCon said: only ever tested on."""
    path = data / "pscon" / "conversation_en.json"
    if not path.is_file():
        return []
    said = [
        turn["content"]
        for talk in json.loads(path.read_text(encoding="utf-8"))
        for turn in talk["conversation"]
        if turn["role"] == "user"
    ]
    return sorted({text for text in said if text.strip()})


def _wishes(texts: Iterable[str], source: str) -> list[Said]:
    wish = Said("", "find", "", False, 0, source)
    return [replace(wish, text=text, group=crc32(text.encode())) for text in texts]
