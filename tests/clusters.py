"""Servers of the engines on loopback, for tests and benchmarks: PostgreSQL, and a Spark cluster.

Each is started for whoever asks and stopped after use. `python tests/clusters.py postgres` (or
`spark`) prints the address of one and keeps it until the line is closed.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from ports import free_port

#: seconds after which a server that does not answer is given up; a busy machine needs many
PATIENCE = 180
#: for Java: many small questions are answered sooner when less is compiled for the long run
JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
#: for Spark: no program is written and compiled for each question
SMALL = {
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}
#: where Debian puts the programs of PostgreSQL, which are not on the path
POSTGRES = "/usr/lib/postgresql/*/bin"


class Database:
    """A PostgreSQL server with an empty database, which can be stopped and started again.

    Parameters
    ----------
    home : Path
        A folder for its files, which it gets for its own.
    """

    def __init__(self, home: Path):
        self.home, self.port = home, free_port()
        self.address = f"postgresql://hustings@127.0.0.1:{self.port}/hustings"
        # the server refuses to run as root
        user = pwd.getpwnam("postgres") if os.getuid() == 0 else None
        self.owner: dict = {}
        if user:
            os.chown(home, user.pw_uid, user.pw_gid)
            self.owner = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": ()}
        programs = sorted(Path("/").glob(POSTGRES.lstrip("/")))
        self.path = os.pathsep.join([*map(str, programs[-1:]), os.environ["PATH"]])

    def run(self, program: str, *arguments: str) -> None:
        """Run a program of PostgreSQL as the user that the server runs as."""
        done = subprocess.run(
            [shutil.which(program, path=self.path) or program, *arguments],
            env={**os.environ, "PATH": self.path, "LC_ALL": "C.UTF-8"},
            cwd=self.home, capture_output=True, text=True, **self.owner,
        )  # fmt: skip
        assert done.returncode == 0, f"{program}: {done.stdout}{done.stderr}"

    def control(self, *arguments: str) -> None:
        """Start or stop the server."""
        self.run("pg_ctl", "-D", f"{self.home}/data", "-w", "-t", str(PATIENCE), *arguments)

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        options = f"-p {self.port} -h 127.0.0.1 -k {self.home} -c fsync=off"
        self.control("-o", options, "-l", f"{self.home}/log", "start")

    def stop(self) -> None:
        """Stop the server at once."""
        self.control("-m", "immediate", "stop")

    @classmethod
    @contextmanager
    def started(cls) -> Iterator["Database"]:
        """A server with an empty database, gone afterwards."""
        with tempfile.TemporaryDirectory(prefix="postgres") as folder:
            server = cls(Path(folder))
            options = ("-U", "hustings", "-A", "trust", "-E", "UTF8", "--no-sync")
            server.run("initdb", "-D", f"{folder}/data", *options)
            server.start()
            try:
                login = ("-h", "127.0.0.1", "-p", str(server.port), "-U", "hustings")
                server.run("createdb", *login, "hustings")
                yield server
            finally:
                server.stop()


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server with an empty database."""
    with Database.started() as server:
        yield server.address


class Spark:
    """A Spark master and its workers, each a process of its own.

    Parameters
    ----------
    home : Path
        A folder for their logs and temporary files.
    """

    def __init__(self, home: Path):
        self.home, self.port = home, free_port()
        self.address = f"spark://127.0.0.1:{self.port}"
        self.master: subprocess.Popen | None = None
        self.workers: list[subprocess.Popen] = []

    def start(self, workers: int = 2) -> None:
        """Start the master, and workers with one core and 1 GB each; wait until it knows them."""
        self.master = self._java("master.Master", "-h", "127.0.0.1", "-p", str(self.port))
        _await(self.port, self.master)
        for _ in range(workers):
            self.add_worker()

    def add_worker(self) -> None:
        """Start one more worker."""
        number = len(self.workers)
        arguments = ["-h", "127.0.0.1", "-c", "1", "-m", "1g", "-d", str(self.home / f"{number}")]
        self.workers.append(self._java("worker.Worker", *arguments, self.address))

    def _java(self, name: str, *arguments: str) -> subprocess.Popen:
        import pyspark

        home = Path(pyspark.__file__).parent
        environment = {
            **os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1",
            "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_DIRS": str(self.home),
            # where no other Spark is, workers look for a build of their own to tell it
            "SPARK_SCALA_VERSION": "2.13", "SPARK_DAEMON_MEMORY": "256m",
        }  # fmt: skip
        with (self.home / f"{name}{len(self.workers)}.log").open("w") as log:
            return subprocess.Popen(
                ["bash", str(home / "bin" / "spark-class"),
                 f"org.apache.spark.deploy.{name}", "--webui-port", "0", *arguments],
                stdout=log, stderr=subprocess.STDOUT, env=environment, start_new_session=True,
            )  # fmt: skip

    def stop(self) -> None:
        """End all of its processes, and what its workers have started."""
        for process in [*self.workers, self.master]:
            if process is not None:
                kill(process)
        self.workers, self.master = [], None


def kill(process: subprocess.Popen) -> None:
    """End a process of a cluster at once, with all that it has started."""
    import psutil

    if process.poll() is None:
        for child in psutil.Process(process.pid).children(recursive=True):
            child.kill()
        process.kill()
    process.wait()


@contextmanager
def spark(workers: int = 2) -> Iterator[Spark]:
    """A Spark cluster on loopback."""
    # the session of this process starts a Java of its own
    os.environ.setdefault("JAVA_TOOL_OPTIONS", JAVA)
    with tempfile.TemporaryDirectory(prefix="spark", ignore_cleanup_errors=True) as folder:
        cluster = Spark(Path(folder))
        try:
            cluster.start(workers)
            yield cluster
        finally:
            cluster.stop()


def _await(port: int, process: subprocess.Popen) -> None:
    """Wait until somebody listens on a port of loopback."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        with suppress(subprocess.TimeoutExpired):
            ended = process.wait(timeout=0.1)
            raise AssertionError(f"the server on port {port} ended with {ended}")
    raise TimeoutError(f"nothing listens on port {port}")


if __name__ == "__main__":
    with ExitStack() as stack:
        found = stack.enter_context({"postgres": postgres, "spark": spark}[sys.argv[1]]())
        print(found if isinstance(found, str) else found.address, flush=True)
        sys.stdin.read()
