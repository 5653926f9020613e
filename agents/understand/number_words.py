"""The words of numbers, and the words that make a number a measure or a count."""

from decimal import Decimal

from retrieval.wordset import wordset

ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9,
}  # fmt: skip
TEENS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {"hundred": 100, "thousand": 1000, "k": 1000, "grand": 1000, "million": 1_000_000}
VAGUE = {"couple": 2, "few": 3, "several": 3}
NOTES = {"tenner": 10, "fiver": 5, "twenner": 20}
NUMBER_WORDS = frozenset({*ONES, *TEENS, *TENS, "hundred", "thousand", "grand"})

UNIT_WORDS = wordset(
    "inch inches in cm mm meter meters metre metres m foot feet ft yard yards lb lbs pound kg g "
    "gram grams oz ounce ounces ml l liter liters litre litres gallon gallons quart quarts qt cup "
    "cups watt watts w volt volts v mah gb tb mb hz mp megapixel megapixels person persons people "
    "man men women kids children adults guests seat seats seater year years yr yrs month months "
    "week weeks day days hour hours hr hrs minute minutes second seconds star stars piece pieces "
    "pack packs pair pairs count percent degree degrees mile miles km thread item items product "
    "products option options tier tiers drawer drawers shelf burner speed gear player players page "
    "pages sheet sheets ply layer layers kilometer kilometers kilometre kilometres kilogram "
    "kilograms kilo "
    "kilos milliliter milliliters millilitres centimeter centimeters centimetres millimeter "
    "millimeters fl fluid pint pints karat carat carats megapixels lumen lumens hertz gig gigs "
    "gigabyte gigabytes terabyte terabytes ton tons btu psi mph amp amps calories mg milligrams "
    "dozen bit bits core cores key keys hole holes string strings sided panel panels slice slices "
    "square acre acres sqft guest night nights birthday anniversary grader graders grade more "
    "times things ones other others door cubic square "
    "sizes colors days' fold way inchers tb in1 d wheel wheels ring rings string strings "
    "thing ways bedroom bedrooms sets"
)
"""Words that make the number before them a measure or a count, never a price."""

LEADS_AMOUNT = wordset("$ under below over above than most to around about max of is only for")
"""Before two numbers that are one amount: "under 19 99"."""
CENTS_OF_PRICES = frozenset({Decimal(cents) for cents in (49, 50, 75, 79, 89, 90, 95, 97, 98, 99)})
"""What prices end in."""
