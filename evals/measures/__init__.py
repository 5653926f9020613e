"""What is measured of a trial: one measure a file, each with a version.

measure.py       what every measure is
"""
