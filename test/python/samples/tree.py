"""A tree whose nodes know their parents, without keeping them alive."""

import threading
import weakref
from typing import Iterator, Optional


class Node:
    """Children are owned, the parent is not."""

    __slots__ = ("name", "children", "_parent", "__weakref__")

    _registry: "weakref.WeakValueDictionary[str, Node]" = weakref.WeakValueDictionary()

    def __init__(self, name: str, parent: Optional["Node"] = None) -> None:
        self.name = name
        self.children: list[Node] = []
        self._parent = weakref.ref(parent) if parent is not None else None
        if parent is not None:
            parent.children.append(self)
        self._registry[name] = self

    @property
    def parent(self) -> Optional["Node"]:
        # The deref happens once, and the strong name is what is returned.
        if self._parent is None:
            return None
        return self._parent()

    def path(self) -> str:
        parts = [self.name]
        node = self.parent
        while node is not None:
            parts.append(node.name)
            node = node.parent
        return "/".join(reversed(parts))

    def walk(self) -> Iterator["Node"]:
        yield self
        for child in self.children:
            yield from child.walk()

    def __repr__(self) -> str:
        return f"<Node {self.name!r} ({len(self.children)} children, 名前={self.name})>"


class Events:
    """Calls listeners; bound methods are held weakly."""

    def __init__(self):
        self._lock = threading.Lock()
        self._listeners: set[weakref.WeakMethod] = set()

    def connect(self, method):
        with self._lock:
            self._listeners.add(weakref.WeakMethod(method, self._listeners.discard))

    def emit(self, *args, **kwargs):
        with self._lock:
            listeners = list(self._listeners)
        for handle in listeners:
            if (method := handle()) is None:
                continue
            try:
                method(*args, **kwargs)
            except Exception as error:  # a listener must not stop the others
                print(f"{method}: {error}")


def find(name: str, /, *, default: Optional[Node] = None) -> Optional[Node]:
    try:
        return Node._registry[name]
    except KeyError:
        return default


if __name__ == "__main__":
    root = Node("root")
    leaf = Node("leaf", Node("branch", root))
    print(leaf.path(), root, "😀 done")
    assert find("leaf") is leaf, (
        "still alive"
    )
