"""Titles of goods keep models, makers and odd words; what tells of somebody goes even there."""

import pytest

from assistant.redaction.redact import redact
from assistant.redaction.tokens import tokens_of
from assistant.redaction.wares import is_title_of_goods

TITLES = [
    "Original Ink Cartridge | Works with DeskJet 1112, 2130, 3630 Series; ENVY 4510, 4520 Series",
    "Protective Sleeve for ZenBook UX430UA UX430UN UX410UA/VivoBook S14 S430UN 14 Inch, Black",
    "Black Ink Cartridge | Works with OfficeJet Pro 251dw, 276dw, 8100 | CN049AN (undefined)",
    "Hard Shell Case 2022, 2021, 2020-2016 M2 M1 A2338 A2251 A2289, with Keyboard Cover 13 inch",
    "Retractable Quick Dry Gel Pens, Black, 0.7mm Medium Point, 12 Count",
    "Laptop Case Sleeve Cover for Dell Inspiron 15 XPS/Surface Laptop 4 15.6 Inch",
    "Desk Lamp 3 Color Modes, Dimmable Desk Light 10 Watt with Pen Phone Holder, Black",
    "emilia 2-piece iron pot planter set with stand 12 inch",
    "Ryker LumaTech&trade; Tee (Crew-neck)",
    "winston porter 4-piece rattan sofa set",
    "Layla Tee",
    "Brand: Olivia Garden",
    "visualiza métricas de clase mundial",
    "redefine ancho de banda ubicuas",
    "Housse de couette 220 x 240 cm",
    "Noel the Festive Reindeer Plush",
    "James and the Giant Peach",
    "matilda on d v d",
    "soap dish by the brand of Ste. Michelle",
]
SPOKEN = [
    "Ann Lee, 12 Oak Street, Springfield, IL 62704",
    "send the 2 pack of 15 inch lamps to ann lee at 12 oak street",
    "my laptop sleeve 15 inch black compatible with zenbook, name is gethin",
    "Driver may leave the 20 kg rice at 5 Temple Bar Mews with the shop next door",
    "which locker holds LX449201775CN and the 2 pack of batteries",
]


@pytest.mark.parametrize("title", TITLES)
def test_a_title_stays(title: str) -> None:
    assert redact(title).text == title


@pytest.mark.parametrize("text", SPOKEN)
def test_what_somebody_says_or_an_envelope_is_no_title(text: str) -> None:
    assert not is_title_of_goods(tokens_of(text))
    assert redact(text).found


@pytest.mark.parametrize(
    ("title", "left"),
    [
        (
            "Ink Cartridge Black 2 Pack Compatible with 63XL, shop@inkhouse.example",
            "Ink Cartridge Black 2 Pack Compatible with 63XL, [email]",
        ),
        (
            "Photo Mug 11 oz Ceramic White Microwave Safe Priya Kulkarni",
            "Photo Mug 11 oz Ceramic White Microwave Safe [name]",
        ),
        (
            "Black Printer Power Cable 6 ft Replacement 212-555-0147",
            "Black Printer Power Cable 6 ft Replacement [phone]",
        ),
    ],
)
def test_strong_evidence_goes_out_of_a_title_too(title: str, left: str) -> None:
    assert is_title_of_goods(tokens_of(title))
    assert redact(title).text == left
