import type { Exercise } from '../practice.ts';

export const observers: Exercise = {
  file: '3_observers.py',
  title: 'Observers that leave by dying, methods included',
  passage: 'patterns#an-observer-leaves-by-dying',
  prints: 'chart 1\ntable 1\nchart 2\n1 left',
  text: `# A publisher that forgets listeners that are gone. The listeners are methods.
# Put something in the place of each ___.
import gc
import weakref


class Publisher:
    def __init__(self):
        self._handles = []

    def subscribe(self, method):
        # Keep a handle that does not own the object of the method:
        self._handles.append(___)

    def publish(self, value):
        for handle in list(self._handles):
            # Ask the handle, once:
            method = ___
            if method is None:
                # Nobody listens here any more; forget the handle:
                ___
            else:
                method(value)

    def __len__(self):
        return len(self._handles)


class View:
    def __init__(self, name):
        self.name = name

    def show(self, value):
        print(self.name, value)


publisher = Publisher()
chart, table = View("chart"), View("table")
publisher.subscribe(chart.show)
publisher.subscribe(table.show)
publisher.publish(1)

del table
gc.collect()
publisher.publish(2)
print(len(publisher), "left")
`,
  blanks: [
    {
      hint: 'A bound method is made anew each time it is read. There is a handle made for methods.',
      solution: 'weakref.WeakMethod(method)',
      right: [/^weakref\.WeakMethod\(method(?:, .+)?\)$/],
      mistakes: [
        { pattern: /^weakref\.ref\(method/, says: 'The bound method itself goes at the end of `subscribe`, and this handle dies with it, whatever becomes of the view.' },
        { pattern: /^method$|lambda/, says: 'This owns the method, and the method owns its view: no listener ever goes.' },
        { pattern: /^weakref\.proxy/, says: 'A proxy raises when its object is gone, and a proxy of a bound method is dead at once. Take the handle for methods.' },
        { pattern: /__self__/, says: 'This watches the object and forgets which method to call. One handle does both.' },
        { pattern: /^weakref\.WeakMethod\(method\)\(\)$/, says: 'The last pair of parentheses asks at once and gives the method, which owns its view. Keep the handle.' },
      ],
    },
    {
      hint: 'Calling the handle gives the method, or `None`.',
      solution: 'handle()',
      right: [/^handle\(\)$/],
      mistakes: [
        { pattern: /^handle$/, says: 'The handle is never `None`. Ask it by calling it.' },
        { pattern: /^handle\(value\)$/, says: 'The handle takes no value; it gives the method, and the method takes the value.' },
        { pattern: /^handle\(\)\(/, says: 'This calls what the handle gives before anybody has looked whether it is there.' },
      ],
    },
    {
      hint: 'Take this one handle out of the list. The loop walks over a copy, so that is safe.',
      solution: 'self._handles.remove(handle)',
      right: [/^self\._handles\.remove\(handle\)$/, /^self\._handles = \[(\w+) for \1 in self\._handles if \1 is not handle\]$/, /^del self\._handles\[self\._handles\.index\(handle\)\]$/],
      mistakes: [
        { pattern: /^(?:pass|continue)$/, says: 'The dead handle stays in the list, and so does every other one that dies: the list only grows.' },
        { pattern: /^del (?:handle|method)$/, says: 'This deletes a name. The list still has the handle.' },
        { pattern: /discard/, says: 'A list has no `discard`. Its method is called `remove`.' },
        { pattern: /clear\(\)/, says: 'This forgets the listeners that are still there as well.' },
        { pattern: /remove\(method\)/, says: 'The list holds handles, and `method` is `None` here.' },
      ],
    },
  ],
};
