"""Secrets file, loaded before the settings: values at its top level are settings too."""

import os
from pathlib import Path

import streamlit as st

from hustings.settings import SettingError
from hustings.ui import streamlit_internals


def load() -> None:
    """Let Streamlit read the file, which makes environment variables of its top-level values.

    Streamlit alone reads it later, when the settings of the server are already in force, and
    serves without it what it cannot read: HUSTINGS_SIGN_IN in such a file would close nothing.

    Raises
    ------
    SettingError
        When there is a file that cannot be read.
    """
    files = [path for path in st.get_option("secrets.files") if _exists(path)]
    wrong = "not valid TOML"
    try:
        loaded = streamlit_internals.load_secrets_file()
    except (OSError, UnicodeDecodeError) as error:
        loaded, wrong = False, getattr(error, "strerror", "") or "not UTF-8"
    if files and not loaded:
        raise SettingError(f"The secrets file cannot be read: {', '.join(files)}: {wrong}")
    if loaded:
        # Streamlit leaves out true and false.
        switches = {name: value for name, value in st.secrets.items() if isinstance(value, bool)}
        os.environ.update({name: str(value).lower() for name, value in switches.items()})


def _exists(path: str) -> bool:
    try:
        return Path(path).is_file()
    except OSError:
        # in a folder that may not be entered
        return True
