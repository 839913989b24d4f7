"""HTTP routes beside the pages (charts, reports, assets, health), and the middleware."""
