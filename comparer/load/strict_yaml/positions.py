"""Where every key and value of a file stands, kept as the parser's marks and made into places when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from comparer.model.problems import FilePosition

DataPath = tuple[str | int, ...]


class SourceMark(Protocol):
    line: int
    column: int


class Frame:
    """A list or mapping with the marks of its parts. Kept as the tree of positions when the data is complete."""

    __slots__ = ("data", "key", "keys", "mark", "nodes")

    def __init__(self, mark: SourceMark, is_mapping: bool) -> None:
        self.mark = mark
        self.data: Any = {} if is_mapping else []
        self.nodes: Any = {} if is_mapping else []
        self.keys: dict[str, SourceMark] | None = {} if is_mapping else None
        self.key: str | None = None


class Positions(Mapping[DataPath, FilePosition]):
    """Where each value stands, by its path from the root, such as ("provisions", 3, "id").

    Places are made when asked for. The place of an empty value is that of its key; of a block text, that of its
    `|` or `>`. Raises KeyError for a path that the file does not hold; `nearest` never does.
    """

    __slots__ = ("_file", "_root")

    def __init__(self, file: str, root: Frame | SourceMark | None = None) -> None:
        self._file = file
        self._root = root

    def __getitem__(self, path: Sequence[str | int]) -> FilePosition:
        return self._node_place(self._find_node(path))

    def __iter__(self) -> Iterator[DataPath]:
        pending: list[tuple[DataPath, Frame | SourceMark]] = [] if self._root is None else [((), self._root)]
        while pending:
            path, node = pending.pop()
            yield path
            if isinstance(node, Frame):
                parts = enumerate(node.nodes) if node.keys is None else node.nodes.items()
                pending.extend(reversed([((*path, step), part) for step, part in parts]))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def key_place(self, path: Sequence[str | int]) -> FilePosition:
        """The place of the key that ends the path; KeyError where the path ends in no key."""
        parent = self._find_node(path[:-1]) if path else None
        if not isinstance(parent, Frame) or parent.keys is None:
            raise KeyError(path)
        return self._node_place(parent.keys[str(path[-1])])

    def nearest_place(self, path: Sequence[str | int]) -> FilePosition:
        """The place of the value, or of the innermost list or mapping around it that the file does hold."""
        for length in range(len(path), -1, -1):
            try:
                return self[path[:length]]
            except KeyError:
                continue
        return FilePosition(self._file)

    def nearest_key_place(self, path: Sequence[str | int]) -> FilePosition:
        """The place of the key that ends the path, or of the nearest thing around it."""
        try:
            return self.key_place(path)
        except KeyError:
            return self.nearest_place(path)

    def _find_node(self, path: Sequence[str | int]) -> Frame | SourceMark:
        node = self._root
        for step in path:
            if not isinstance(node, Frame):
                raise KeyError(path)
            if isinstance(step, int) and (node.keys is not None or not 0 <= step < len(node.nodes)):
                raise KeyError(path)
            if isinstance(step, str) and (node.keys is None or step not in node.nodes):
                raise KeyError(path)
            node = node.nodes[step]
        if node is None:
            raise KeyError(path)
        return node

    def _node_place(self, node: Frame | SourceMark) -> FilePosition:
        mark = node.mark if isinstance(node, Frame) else node
        return FilePosition(self._file, mark.line + 1, mark.column + 1)
