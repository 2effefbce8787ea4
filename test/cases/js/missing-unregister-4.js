// inspired by wasm bindings (wasm-bindgen, ffi-gen) that share one registry among their classes: each class answers for itself
'use strict'

const memory = new FinalizationRegistry(({ free, pointer }) => free(pointer))

class Image {
  constructor (library, pointer) {
    this.library = library
    this.pointer = pointer
    memory.register(this, { free: library.free, pointer }) // BAD: missing-unregister
  }

  dispose () {
    this.library.free(this.pointer)
  }
}

class Font {
  #token = {}

  constructor (library, pointer) {
    this.library = library
    this.pointer = pointer
    memory.register(this, { free: library.free, pointer }, this.#token)
  }

  dispose () {
    memory.unregister(this) // BAD: unregister-token-mismatch
    this.library.free(this.pointer)
  }
}

class Sound {
  constructor (library, pointer) {
    this.library = library
    this.pointer = pointer
    memory.register(this, { free: library.free, pointer }, this)
  }

  dispose () {
    memory.unregister(this)
    this.library.free(this.pointer)
  }
}

class Surface {
  constructor (library, pointer) {
    this.library = library
    this.pointer = pointer
    memory.register(this, { free: library.free, pointer }, this)
  }

  dispose () {
    this.forget()
    this.library.free(this.pointer)
  }

  forget () {
    Promise.resolve().then(() => memory.unregister(this))
  }
}

module.exports = { Image, Font, Sound, Surface }
