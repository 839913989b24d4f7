"""Charts: frames and colours in, a Plotly figure out. No data is read and no widget touched."""
