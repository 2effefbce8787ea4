"""Tells listeners about changes without keeping them alive."""

import weakref


class Listener:
    def __init__(self, name, bus):
        self.name = name
        self._bus = weakref.ref(bus)

    def leave(self):
        self._bus().remove(self)

    def rename(self, name):
        bus = self._bus()
        if bus is None:
            return
        bus.publish("renamed", (self.name, name))
        self.name = name


class EventBus:
    def __init__(self):
        self._listeners = []
        self._last = None

    def add(self, listener):
        self._listeners.append(weakref.ref(listener))

    def remove(self, listener):
        self._listeners = [ref for ref in self._listeners if ref() is not listener]

    def publish(self, event, payload):
        for ref in self._listeners:
            if ref() is not None:
                ref().handle(event, payload)
        self._last = weakref.ref((event, payload))

    def names(self):
        return [ref().name for ref in self._listeners]
