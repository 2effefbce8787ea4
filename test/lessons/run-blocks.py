"""Runs or compiles blocks of Python: a JSON list on standard input, a JSON list of results on standard output.

A block is {"code", "mode"}, the mode being "run", "compile" or "fragment" (a piece of some function's body).
A result is what the block printed, or {"error"} with the last line of its traceback.
"""

import contextlib
import gc
import io
import json
import sys
import textwrap
import traceback


def result(code, mode):
    try:
        if mode == "fragment":
            code = "async def fragment():\n" + textwrap.indent(code, "    ")
        compiled = compile(code, "<lesson>", "exec", dont_inherit=True)
        printed = io.StringIO()
        if mode == "run":
            with contextlib.redirect_stdout(printed):
                exec(compiled, {"__name__": "__main__"})
        return printed.getvalue()
    except Exception as error:
        return {"error": "".join(traceback.format_exception_only(type(error), error)).strip()}
    finally:
        gc.collect()


blocks = json.load(sys.stdin)
json.dump([result(block["code"], block["mode"]) for block in blocks], sys.stdout)
