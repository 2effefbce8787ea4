"""Prints CPython's ast of each file named on standard input as JSON, one line a file, positions as UTF-16 offsets."""

import ast
import io
import json
import sys
import tokenize

OMITTED = {"type_comment", "kind", "type_ignores", "lineno", "col_offset", "end_lineno", "end_col_offset"}


class Offsets:
    """Offsets in UTF-16 code units for (line, UTF-8 column) pairs."""

    def __init__(self, text):
        self.lines = io.StringIO(text, newline="").readlines()
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + utf16(line))

    def at(self, line, column):
        text = self.lines[line - 1] if line <= len(self.lines) else ""
        if not text.isascii():
            column = utf16(text.encode("utf-8")[:column].decode("utf-8"))
        return self.starts[line - 1] + column


def utf16(text):
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def constant(value):
    if value is None:
        return {"kind": "none"}
    if value is True:
        return {"kind": "true"}
    if value is False:
        return {"kind": "false"}
    if value is Ellipsis:
        return {"kind": "ellipsis"}
    if isinstance(value, str):
        return {"kind": "str", "text": value.encode("utf-16-le", "surrogatepass").hex()}
    return {"kind": type(value).__name__}


def dump(node, offsets):
    if isinstance(node, list):
        return [dump(item, offsets) for item in node]
    if isinstance(node, (ast.operator, ast.unaryop, ast.boolop, ast.cmpop, ast.expr_context)):
        return type(node).__name__
    if not isinstance(node, ast.AST):
        return node
    result = {"type": type(node).__name__}
    if getattr(node, "lineno", None) is not None:
        result["range"] = [
            offsets.at(node.lineno, node.col_offset),
            offsets.at(node.end_lineno, node.end_col_offset),
        ]
    for field in node._fields:
        if field in OMITTED:
            continue
        value = getattr(node, field, None)
        name = field
        if isinstance(node, ast.Constant) and field == "value":
            result["value"] = constant(value)
            continue
        if isinstance(node, ast.ExceptHandler) and field == "type":
            name = "exceptionType"
        if type(node).__name__ == "MatchSingleton":
            value = constant(value)["kind"]
        result[name] = dump(value, offsets)
    return result


def main():
    sys.setrecursionlimit(100_000)
    for line in sys.stdin:
        path = line.rstrip("\n")
        try:
            with tokenize.open(path) as file:
                encoding = file.encoding
            with open(path, encoding=encoding, newline="") as file:
                text = file.read()
            tree = ast.parse(text)
            answer = {"ast": dump(tree, Offsets(text))}
        except (SyntaxError, ValueError, RecursionError, LookupError) as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        try:
            print(json.dumps(answer))
        except RecursionError:
            print(json.dumps({"error": "too deep"}))


main()
