"""The departments of the sample shop, in the order in which it lists them."""

from retrieval.sample.departments.baby import BABY
from retrieval.sample.departments.beauty import BEAUTY
from retrieval.sample.departments.electronics import ELECTRONICS
from retrieval.sample.departments.fashion import FASHION
from retrieval.sample.departments.garden import GARDEN
from retrieval.sample.departments.home import HOME
from retrieval.sample.departments.kitchen import KITCHEN
from retrieval.sample.departments.luggage import LUGGAGE
from retrieval.sample.departments.outdoor import OUTDOOR
from retrieval.sample.departments.pets import PETS
from retrieval.sample.departments.shoes import SHOES
from retrieval.sample.departments.sports import SPORTS
from retrieval.sample.departments.stationery import STATIONERY
from retrieval.sample.departments.toys import TOYS
from retrieval.sample.kind import Department

DEPARTMENTS: tuple[Department, ...] = (
    FASHION,
    SHOES,
    OUTDOOR,
    HOME,
    KITCHEN,
    ELECTRONICS,
    BEAUTY,
    TOYS,
    GARDEN,
    SPORTS,
    PETS,
    STATIONERY,
    BABY,
    LUGGAGE,
)
