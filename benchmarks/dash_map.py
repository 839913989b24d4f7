"""The figure of the map in Dash, and nothing else: `page.py` serves it.

HUSTINGS_BARE names the JSON file of `bare.py`, read once; the port is the only argument.
"""

import json
import logging
import os
import sys
from pathlib import Path

import dash
import plotly.graph_objects as go

said = json.loads(Path(os.environ["HUSTINGS_BARE"]).read_text())
app = dash.Dash(__name__)
app.layout = dash.dcc.Graph(
    figure=go.Figure(json.loads(said["figure"])), config={"displayModeBar": False}
)
# one line for each request would hide the table
logging.getLogger("werkzeug").setLevel(logging.ERROR)
app.run(host="127.0.0.1", port=int(sys.argv[1]), debug=False)
