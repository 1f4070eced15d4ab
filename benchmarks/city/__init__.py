"""The invented 示范市: files in the real formats, and the truth about them. No person or unit in it exists."""

from benchmarks.city.city import City, build_city, truth_rows
from benchmarks.city.planting import CityError
from benchmarks.city.writing import write_city

__all__ = ["City", "CityError", "build_city", "truth_rows", "write_city"]
