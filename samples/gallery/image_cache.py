"""Decoded images, kept for as long as somebody shows them."""

import weakref


class Image:
    def __init__(self, path, pixels):
        self.path = path
        self.pixels = pixels
        self.closed = False

    def close(self):
        self.closed = True
        self.pixels = None


class ImageCache:
    def __init__(self, decode):
        self._decode = decode
        self._images = {}

    def load(self, path):
        ref = self._images.get(path)
        if ref is not None and ref() is not None:
            return ref()
        image = Image(path, self._decode(path))
        weakref.finalize(image, image.close)
        self._images[path] = weakref.ref(image)
        return image

    def size_of(self, path):
        image = self._images[path]()
        return len(image.pixels)

    def is_shown(self, path):
        ref = self._images.get(path)
        image = ref() if ref is not None else None
        return image is not None and not image.closed
