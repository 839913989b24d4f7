"""What the server answers beside the pages: routes, and what every request passes through."""
