"""Dates as the desk writes them: no "a.m." in a list that is read on deadline."""

DATE_FORMAT = "j M Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j M Y, H:i"
