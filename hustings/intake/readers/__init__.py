"""Readers of foreign files: each kind of file becomes tables of text, with what was wrong in it.

A new kind is one file here and one line in READERS.
"""

from pathlib import Path

from hustings.intake.readers.separated import read_separated
from hustings.intake.readers.spreadsheet import read_spreadsheet
from hustings.intake.readers.survey import read_survey
from hustings.intake.readers.faults import Unreadable
from hustings.intake.table import Reading

def read(path, name=None):
    name = name or path.name
    try:
        if path.suffix in (".xlsx",".xls",".ods",".xlsb"): return read_spreadsheet(path,name)
        if path.suffix in (".sav",".zsav",".por",".dta"): return read_survey(path,name)
        return read_separated(path, name)
    except Unreadable as e:
        return Reading(kind="", tables=(), faults=(e.fault(name),))
