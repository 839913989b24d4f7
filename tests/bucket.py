"""A stand-in for a bucket of S3 on loopback: objects in memory, the requests that a store makes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import formatdate
from hashlib import md5
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from threading import Lock, Thread
from urllib.parse import parse_qsl, unquote, urlsplit
from xml.sax.saxutils import escape

#: the one bucket that there is
BUCKET = "shelf"


class Bucket(ThreadingHTTPServer):
    """One server with one bucket; `down` makes it refuse every request."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.objects: dict[str, bytes] = {}
        self.parts: dict[str, dict[int, bytes]] = {}
        self.lock = Lock()
        self.down = False

    def address(self, path: str) -> str:
        """The address of a folder in the bucket."""
        more = f"scheme=http&region=eu-central-1&endpoint_override=127.0.0.1:{self.server_port}"
        return f"s3://key:secret@{BUCKET}/{path}?{more}"


@contextmanager
def bucket() -> Iterator[Bucket]:
    """A bucket that is there as long as it is needed."""
    server = Bucket()
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Bucket

    def log_message(self, *said) -> None:
        """Nothing."""

    def _answered(self) -> None:
        """Read a request, and answer it by its method."""
        url = urlsplit(self.path)
        body = self._body()
        query = dict(parse_qsl(url.query, keep_blank_values=True))
        how = {"PUT": self._put, "POST": self._post, "DELETE": self._delete}
        if self.server.down:
            self._wrong(403, "AccessDenied")
        else:
            with self.server.lock:
                how.get(self.command, self._get)(unquote(url.path).strip("/"), query, body)

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = _answered

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding") == "chunked":
            body = b"".join(_chunks(self.rfile.readline, self.rfile.read))
        else:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if "aws-chunked" in self.headers.get("Content-Encoding", ""):
            # chunks within chunks, those inside with their signatures
            inside = BytesIO(body)
            body = b"".join(_chunks(inside.readline, inside.read))
        return body

    def _say(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _xml(self, name: str, inner: str, status: int = 200) -> None:
        body = f"<?xml version='1.0'?><{name}>{inner}</{name}>".encode()
        self._say(status, body, Content_Type="application/xml")

    def _wrong(self, status: int, code: str) -> None:
        self._xml("Error", f"<Code>{code}</Code><Message>{code}</Message>", status)

    def _get(self, key: str, query: dict[str, str], _: bytes) -> None:
        if "list-type" in query:
            self._list(f"{key}/{query.get('prefix', '')}", query.get("delimiter", ""))
        elif key in self.server.objects:
            body = self.server.objects[key]
            said = {"ETag": _tag(body), "Last_Modified": formatdate(usegmt=True)}
            first, _, last = self.headers.get("Range", "").removeprefix("bytes=").partition("-")
            if first:
                end = min(int(last or len(body)), len(body) - 1) + 1
                said["Content_Range"] = f"bytes {first}-{end - 1}/{len(body)}"
                self._say(206, body[int(first) : end], **said)
            else:
                self._say(200, body, **said)
        elif key == BUCKET:
            self._say(200)
        else:
            self._wrong(404, "NoSuchKey")

    def _list(self, prefix: str, delimiter: str) -> None:
        cut, folders, inner = len(BUCKET) + 1, {}, ""
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        for key, body in sorted(self.server.objects.items()):
            rest = key.removeprefix(prefix)
            if not key.startswith(prefix):
                continue
            if delimiter and delimiter in rest:
                folders[prefix + rest.partition(delimiter)[0] + delimiter] = None
            else:
                inner += f"<Contents><Key>{escape(key[cut:])}</Key><Size>{len(body)}</Size>"
                inner += f"<LastModified>{now}</LastModified></Contents>"
        for key in folders:
            inner += f"<CommonPrefixes><Prefix>{escape(key[cut:])}</Prefix></CommonPrefixes>"
        self._xml("ListBucketResult", f"<IsTruncated>false</IsTruncated>{inner}")

    def _put(self, key: str, query: dict[str, str], body: bytes) -> None:
        source = unquote(self.headers.get("x-amz-copy-source", "")).strip("/")
        if "uploadId" in query:
            self.server.parts[query["uploadId"]][int(query["partNumber"])] = body
            self._say(200, ETag=_tag(body))
        elif source and source not in self.server.objects:
            self._wrong(404, "NoSuchKey")
        elif source:
            self.server.objects[key] = self.server.objects[source]
            self._xml("CopyObjectResult", '<ETag>"copy"</ETag>')
        elif self.path.partition("?")[0].endswith("/"):
            # what marks a folder
            self._say(200, ETag=_tag(body))
        else:
            self.server.objects[key] = body
            self._say(200, ETag=_tag(body))

    def _post(self, key: str, query: dict[str, str], _: bytes) -> None:
        if "uploads" in query:
            number = str(len(self.server.parts))
            self.server.parts[number] = {}
            self._xml("InitiateMultipartUploadResult", f"<UploadId>{number}</UploadId>")
        else:
            parts = self.server.parts.pop(query["uploadId"])
            self.server.objects[key] = b"".join(parts[n] for n in sorted(parts))
            self._xml("CompleteMultipartUploadResult", '<ETag>"whole"</ETag>')

    def _delete(self, key: str, query: dict[str, str], _: bytes) -> None:
        self.server.parts.pop(query.get("uploadId", ""), None)
        self.server.objects.pop(key, None)
        self._say(204)


def _tag(body: bytes) -> str:
    return f'"{md5(body).hexdigest()}"'


def _chunks(line: Callable[[], bytes], read: Callable[[int], bytes]) -> Iterator[bytes]:
    """What stands in chunks, each below its length in hexadecimal digits."""
    while length := int(line().partition(b";")[0], 16):
        yield read(length)
        read(2)
    while line().strip():
        """Headers that come last."""
