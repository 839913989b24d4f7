"""The server's own address, which Streamlit would ask a machine on the internet for."""

from streamlit import net_util


def ask_nobody() -> None:
    """Let Streamlit do without it.

    It asks at the start, to print the address, and whenever a page of another site tries to open
    a websocket, to compare the two. Where a firewall swallows the question, every such try would
    stop the whole server for two seconds. Without an answer other sites are refused as before.
    """
    net_util.get_external_ip = _unknown


def _unknown() -> None:
    return None
