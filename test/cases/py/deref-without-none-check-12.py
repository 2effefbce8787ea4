# inspired by pythonarcade/arcade (gui/property.py): one slot for functions and methods; a warning is no way out
import inspect
import warnings
import weakref


class Slot:
    def __init__(self, function):
        if inspect.ismethod(function):
            self._function = weakref.WeakMethod(function)
        else:
            self._function = weakref.ref(function)

    def fire(self, *arguments):
        function = self._function()
        if function is None:
            warnings.warn("the function of this slot is gone")
        return function(*arguments)  # BAD: deref-without-none-check

    def fire_fixed(self, *arguments):
        function = self._function()
        if function is None:
            warnings.warn("the function of this slot is gone")
            return None
        return function(*arguments)


class Signal:
    def __init__(self, functions):
        self._slots = []
        for function in functions:
            self._slots.append(weakref.ref(function))

    def in_order(self):
        return sorted(self._slots, key=lambda slot: slot().order)  # BAD: deref-without-none-check

    def in_order_fixed(self):
        return sorted((function for slot in self._slots if (function := slot()) is not None), key=lambda function: function.order)
