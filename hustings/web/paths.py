"""URL paths: their first segment tells the server's own answers from pages; base path; probes."""

#: first segments of the answers that programs ask for too; all else are pages and their machinery
ANSWERS = ("charts", "report.html", "report.pdf", "api", "mcp")
#: those of them that are only read
READ = ANSWERS[:-1]
#: what load balancers ask for, without end and without a reader behind it
PROBES = ("/api/health", "/api/ready")


def inside(path: str, below: str) -> str:
    """The path as the dashboard sees it, which lives under `below`, "" or "/hustings"."""
    return path.removeprefix(below) if path == below or path.startswith(f"{below}/") else path


def first_segment(path: str, below: str) -> str:
    """The first segment of the path: "charts" for /charts/map.png, "" for the first page."""
    return inside(path, below).lstrip("/").partition("/")[0]
