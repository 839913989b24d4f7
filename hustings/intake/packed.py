"""Pack the folder of a Data Package as a zip: the same files give the same bytes."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

#: the earliest day that a zip can name: that of packing would make every zip another one
_EPOCH = (1980, 1, 1, 0, 0, 0)


def packed(folder: Path) -> bytes:
    """The files of a folder, without its own name, as a zip."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            member = ZipInfo(path.name, _EPOCH)
            member.compress_type = ZIP_DEFLATED
            archive.writestr(member, path.read_bytes())
    return content.getvalue()
