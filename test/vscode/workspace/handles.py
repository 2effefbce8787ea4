import weakref


class Listener:
    def __init__(self, bus):
        self._bus = weakref.ref(bus)

    def leave(self):
        self._bus().remove(self)
