"""Units of measure as they are written on products and as they are said."""

UNITS: dict[str, tuple[str, str]] = {
    # weight
    "g": ("gram", "grams"),
    "kg": ("kilogram", "kilograms"),
    "mg": ("milligram", "milligrams"),
    "lb": ("pound", "pounds"),
    "lbs": ("pound", "pounds"),
    "oz": ("ounce", "ounces"),
    # length
    "mm": ("millimeter", "millimeters"),
    "cm": ("centimeter", "centimeters"),
    "m": ("meter", "meters"),
    "km": ("kilometer", "kilometers"),
    "ft": ("foot", "feet"),
    "yd": ("yard", "yards"),
    "mi": ("mile", "miles"),
    # area and volume
    "m2": ("square meter", "square meters"),
    "m²": ("square meter", "square meters"),
    "cm2": ("square centimeter", "square centimeters"),
    "cm²": ("square centimeter", "square centimeters"),
    "sq ft": ("square foot", "square feet"),
    "m³": ("cubic meter", "cubic meters"),
    "cm³": ("cubic centimeter", "cubic centimeters"),
    "ml": ("milliliter", "milliliters"),
    "mL": ("milliliter", "milliliters"),
    "cl": ("centiliter", "centiliters"),
    "l": ("liter", "liters"),
    "L": ("liter", "liters"),
    "fl oz": ("fluid ounce", "fluid ounces"),
    "gal": ("gallon", "gallons"),
    "qt": ("quart", "quarts"),
    # electricity, light and sound
    "W": ("watt", "watts"),
    "kW": ("kilowatt", "kilowatts"),
    "Wh": ("watt hour", "watt hours"),
    "kWh": ("kilowatt hour", "kilowatt hours"),
    "V": ("volt", "volts"),
    "mA": ("milliamp", "milliamps"),
    "Ah": ("amp hour", "amp hours"),
    "mAh": ("milliamp hour", "milliamp hours"),
    "Hz": ("hertz", "hertz"),
    "kHz": ("kilohertz", "kilohertz"),
    "MHz": ("megahertz", "megahertz"),
    "GHz": ("gigahertz", "gigahertz"),
    "lm": ("lumen", "lumens"),
    "dB": ("decibel", "decibels"),
    "MP": ("megapixel", "megapixels"),
    "px": ("pixel", "pixels"),
    "fps": ("frame per second", "frames per second"),
    "dpi": ("dot per inch", "dots per inch"),
    # data
    "KB": ("kilobyte", "kilobytes"),
    "MB": ("megabyte", "megabytes"),
    "GB": ("gigabyte", "gigabytes"),
    "TB": ("terabyte", "terabytes"),
    "Mbps": ("megabit per second", "megabits per second"),
    "Gbps": ("gigabit per second", "gigabits per second"),
    # time and speed
    "ms": ("millisecond", "milliseconds"),
    "sec": ("second", "seconds"),
    "secs": ("second", "seconds"),
    "min": ("minute", "minutes"),
    "mins": ("minute", "minutes"),
    "h": ("hour", "hours"),
    "hr": ("hour", "hours"),
    "hrs": ("hour", "hours"),
    "yr": ("year", "years"),
    "yrs": ("year", "years"),
    "mph": ("mile per hour", "miles per hour"),
    "km/h": ("kilometer per hour", "kilometers per hour"),
    "rpm": ("revolution per minute", "revolutions per minute"),
    # temperature, cloth, counts
    "°C": ("degree Celsius", "degrees Celsius"),
    "°F": ("degree Fahrenheit", "degrees Fahrenheit"),
    "°": ("degree", "degrees"),
    "gsm": ("gram per square meter", "grams per square meter"),
    "g/m²": ("gram per square meter", "grams per square meter"),
    "g/m2": ("gram per square meter", "grams per square meter"),
    "pcs": ("piece", "pieces"),
    "pc": ("piece", "pieces"),
    "pk": ("pack", "packs"),
    "ct": ("count", "count"),
}

INCH = ("inch", "inches")

CURRENCIES: dict[str, tuple[str, str, str]] = {
    "$": ("dollar", "dollars", "cents"),
    "USD": ("dollar", "dollars", "cents"),
    "dollar": ("dollar", "dollars", "cents"),
    "dollars": ("dollar", "dollars", "cents"),
    "€": ("euro", "euros", "cents"),
    "EUR": ("euro", "euros", "cents"),
    "£": ("pound", "pounds", "pence"),
    "GBP": ("pound", "pounds", "pence"),
    "¥": ("yen", "yen", ""),
    "JPY": ("yen", "yen", ""),
}
"""Singular, plural and the plural of the hundredth ("" if the currency has none)."""

MAGNITUDES = {
    "k": "thousand",
    "K": "thousand",
    "thousand": "thousand",
    "m": "million",
    "M": "million",
    "million": "million",
    "bn": "billion",
    "B": "billion",
    "billion": "billion",
}

PERIODS = (
    "month", "mo", "year", "yr", "week", "wk", "day", "night", "hour", "hr", "person", "pair",
    "item", "piece", "unit", "each", "pack", "kg", "lb", "oz", "ft", "yd",
)  # fmt: skip
"""What a slash after a price reads as "per" before."""

PERIOD_NAMES = {"mo": "month", "yr": "year", "wk": "week", "hr": "hour"}

ABBREVIATIONS = {
    "approx.": "approximately",
    "incl.": "including",
    "excl.": "excluding",
    "e.g.": "for example",
    "i.e.": "that is",
    "etc.": "et cetera",
    "vs.": "versus",
    "max.": "maximum",
    "min.": "minimum",
    "avg.": "average",
    "dept.": "department",
    "dia.": "diameter",
    "pkg.": "package",
    "mr.": "mister",
    "mrs.": "missus",
    "ms.": "miz",
    "dr.": "doctor",
    "w/o": "without",
    "w/": "with",
}

SYMBOLS = {
    "&": "and",
    "+": "plus",
    "=": "equals",
    "@": "at",
    "%": "percent",
    "$": "dollars",
    "€": "euros",
    "£": "pounds",
    "¥": "yen",
    "~": "about",
    "≈": "about",
    "±": "plus or minus",
    "×": "by",
    "°": "degrees",
    "≤": "at most",
    "≥": "at least",
    "#": "number",
}
