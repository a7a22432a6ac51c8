# SPDX-License-Identifier: Apache-2.0
"""The SoC files: read, changed in memory, and written in the one layout that they all have."""
import json
import pathlib


def layout(value, depth: int = 0) -> str:
    """JSON with one line per number. Equal content gives equal bytes."""
    if not isinstance(value, dict) or "value" in value:
        return json.dumps(value, ensure_ascii=False)
    margin = "  " * (depth + 1)
    members = ",\n".join(f"{margin}{json.dumps(key)}: {layout(member, depth + 1)}" for key, member in value.items())
    return "{\n" + members + "\n" + "  " * depth + "}"


class SocFiles:
    """All SoC files of a folder, by file name."""

    def __init__(self, folder: pathlib.Path):
        self._files = {path.name: json.loads(path.read_text()) for path in sorted(folder.glob("*.json"))}
        if not self._files:
            raise FileNotFoundError(f"no SoC files in {folder}")

    def number(self, file: str, key: str) -> dict:
        """The entry of one number: value, unit, source, basis. Raises KeyError naming file and key."""
        entry = self._files.get(file)
        for part in key.split("."):
            entry = entry.get(part) if isinstance(entry, dict) else None
        if not isinstance(entry, dict) or "value" not in entry:
            raise KeyError(f"{file} has no number {key}")
        return entry

    def write(self, folder: pathlib.Path, only=None) -> None:
        """Writes all files, or those named in `only`."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in self._files.items():
            if only is None or name in only:
                (folder / name).write_text(layout(content) + "\n")
