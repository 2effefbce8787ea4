"""Sessions of the people looking at the gallery; one that nobody uses goes by itself."""

import weakref


class Session:
    def __init__(self, user, pool):
        self.user = user
        self.opened = []
        self._pool = weakref.ref(pool)
        self._token = weakref.ref(f"session-{user}")
        weakref.finalize(self, lambda: print("session of", self.user, "ended"))

    def show(self, path):
        pool = self._pool()
        self.opened.append(pool.cache.load(path))

    def neighbours(self):
        if not self._pool():
            return []
        return [each for each in self._pool().sessions if each is not self]


class SessionPool:
    def __init__(self, cache):
        self.cache = cache
        self.sessions = weakref.WeakSet()

    def open(self, user):
        session = Session(user, self)
        self.sessions.add(session)
        return session
