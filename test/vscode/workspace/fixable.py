import weakref


class Autosave:
    def __init__(self, document):
        self._document = weakref.ref(document)

    def tick(self):
        if self._document() is not None:
            self._document().save()
