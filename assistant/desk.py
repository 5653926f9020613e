"""What the settings say of the shop: its policy file and its checkout."""

from importlib.resources import as_file, files
from pathlib import Path

from agents.desk import Desk
from agents.policies import Policies
from assistant.catalog import holds_sample
from assistant.config import Settings

SAMPLE = Path("sample")
"""In place of a path: the policies of the sample shop, which come with Aisle."""


def desk_of(settings: Settings) -> Desk:
    """Return the desk that the settings describe.

    Raises:
        PoliciesInvalid: The policy file cannot be used; the message says why.
    """
    shop = settings.shop
    if shop.policies == SAMPLE or (shop.policies is None and holds_sample(settings)):
        with as_file(files("assistant") / "data" / "sample_policies.yaml") as path:
            return Desk(Policies.load(path), checkout_url=shop.checkout_url)
    if shop.policies is None:
        return Desk(checkout_url=shop.checkout_url)
    return Desk(Policies.load(shop.policies), checkout_url=shop.checkout_url)
