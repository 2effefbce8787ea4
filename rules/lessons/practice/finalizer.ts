import type { Exercise } from '../practice.ts';

export const finalizer: Exercise = {
  file: '5_finalizer.py',
  title: 'A finalizer in the place of `__del__`',
  passage: 'finalizers#a-finalizer-must-not-hold-its-object',
  prints: 'closed by hand: True\nforgotten: True',
  text: `# A folder for scratch files, removed when its object is closed or forgotten.
# It had this, and at exit it did not always run:
#
#     def __del__(self):
#         shutil.rmtree(self.path)
#
# Put something in the place of each ___.
import gc
import os
import shutil
import tempfile
import weakref


class Scratch:
    def __init__(self):
        path = tempfile.mkdtemp()
        self.path = path
        # What is to be called, and with what, once this object is gone:
        self._finalizer = weakref.finalize(self, ___)

    def close(self):
        # Now, and not a second time later:
        ___


closed = Scratch()
closed.close()
closed.close()
print("closed by hand:", not os.path.exists(closed.path))

forgotten = Scratch()
path = forgotten.path
del forgotten
gc.collect()
print("forgotten:", not os.path.exists(path))
`,
  blanks: [
    {
      hint: 'First the function, then its arguments, separated by commas. None of them may lead back to `self`.',
      solution: 'shutil.rmtree, path',
      right: [/^shutil\.rmtree, (?:path=)?(?:self\.)?path(?:, (?:ignore_errors=)?True)?$/, /^lambda: shutil\.rmtree\(path(?:, (?:ignore_errors=)?True)?\)$/],
      mistakes: [
        { pattern: /^shutil\.rmtree\(/, says: 'This calls the function now, and the folder is gone before it is used. Name the function, and give its arguments after a comma.' },
        { pattern: /^self\.close$/, says: 'A bound method holds its object, so the object can never go and this never runs.' },
        { pattern: /^lambda.*\bself\b|, self$|^lambda.*=self/, says: 'This holds `self`, so the object can never go and this never runs. Give the path, and nothing else.' },
        { pattern: /^shutil\.rmtree$/, says: 'The function needs to know which folder. Give the path after a comma.' },
        { pattern: /^os\.(?:rmdir|remove|unlink)/, says: 'This fails for a folder with something in it. `shutil.rmtree` removes the folder with all it holds.' },
      ],
    },
    {
      hint: 'A finalizer can be called. It runs at most once, however often.',
      solution: 'self._finalizer()',
      right: [/^(?:return )?self\._finalizer\(\)$/],
      mistakes: [
        { pattern: /^shutil\.rmtree/, says: 'The finalizer knows nothing of this and removes the folder a second time. Call the finalizer.' },
        { pattern: /detach/, says: 'After `detach` nobody removes the folder any more. Call the finalizer.' },
        { pattern: /^self\._finalizer$/, says: 'This only names the finalizer. Call it.' },
        { pattern: /^del self/, says: 'Deleting an attribute removes no folder. Call the finalizer.' },
        { pattern: /__del__/, says: '`__del__` is what this class does without. Call the finalizer.' },
      ],
    },
  ],
};
