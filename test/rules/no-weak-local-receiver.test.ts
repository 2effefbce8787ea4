/** Receivers that a signal holds weakly and nobody else keeps. */
import rule from '../../rules/src/rules/no-weak-local-receiver.ts';
import { code, testRule } from '../support/rule-testers.ts';

const none = { valid: [{ name: 'signals of Python alone', code: 'export function f(signal) { signal.connect(() => 1); }' }], invalid: [] };

testRule(rule, {
  python: {
    valid: [
      {
        name: 'the signal is sent before the function is over',
        code: code`
          from django.db.models.signals import post_delete, post_save


          def test_saved(model):
              seen = []

              def saved(sender, **details):
                  seen.append(sender)

              def deleted(sender, **details):
                  seen.clear()

              post_save.connect(saved)
              post_delete.connect(deleted, weak=False)
              model.save()
        `,
      },
      {
        name: 'held strongly, kept by the module, or by somebody else',
        code: code`
          from django.db.models.signals import post_save
          from django.dispatch import Signal, receiver

          done = Signal()
          receivers = []


          def saved(sender, **details):
              pass


          @receiver(post_save)
          def saved_too(sender, **details):
              pass


          post_save.connect(saved)


          def connect(log):
              def logged(sender, **details):
                  log.append(sender)

              def kept(sender, **details):
                  pass

              receivers.append(kept)
              done.connect(kept)
              post_save.connect(lambda sender, **details: log.append(sender), weak=False)
              post_save.connect(logged, None, False)

              @receiver(post_save, weak=False)
              def held(sender, **details):
                  pass


          class Log:
              def ready(self):
                  post_save.connect(self.saved)

              def saved(self, sender, **details):
                  pass
        `,
      },
      {
        name: 'the function goes on while the signal is sent',
        code: code`
          from django.db.models.signals import post_save


          def test_saved(model):
              seen = []

              def saved(sender, **details):
                  seen.append(sender)

              post_save.connect(saved)
              model.save()
              assert seen
        `,
      },
      {
        name: 'nobody knows this signal',
        code: 'from mine import signals\n\n\ndef connect(log):\n    signals.saved.connect(lambda sender: log.append(sender))\n',
      },
      {
        name: 'psygnal holds functions strongly',
        code: 'from psygnal import SignalInstance\n\nchanged = SignalInstance()\n\n\ndef connect(log):\n    changed.connect(lambda: log.append(1))\n',
      },
    ],
    invalid: [
      {
        name: 'what connects others sends nothing',
        code: code`
          from functools import partial

          from django.db.models.signals import post_delete, post_save


          def touched(sender, **details):
              pass


          def connect(log):
              def saved(sender, **details):
                  log.append(sender)

              def deleted(sender, **details):
                  log.remove(sender)

              post_save.connect(saved)
              post_delete.connect(deleted, weak=False)
              post_save.connect(partial(touched, extra=1), weak=False)
              post_save.connect(touched)
        `,
        errors: [
          {
            messageId: 'local',
            data: { text: 'saved' },
            line: 17, column: 23, endLine: 17, endColumn: 28,
            suggestions: [
              { messageId: 'hold', data: { name: 'weak=False' }, output: { lines: [17, 17], become: 'post_save.connect(saved, weak=False)' } },
            ],
          },
        ],
      },
      {
        name: 'one connection after the other, also to a signal of a namespace',
        code: code`
          from functools import partial

          from blinker import Namespace
          from django.db.models.signals import post_delete, post_save

          shop = Namespace()
          ordered = shop.signal("ordered")


          def install(index, update):
              def forget(sender, instance, **kwargs):
                  index.remove(instance.pk)

              post_delete.connect(forget)
              post_save.connect(partial(update, index=index))


          def listen(log):
              ordered.connect(lambda sender: log.write(sender))
        `,
        errors: [
          {
            messageId: 'local',
            data: { text: 'forget' },
            line: 14, column: 25, endLine: 14, endColumn: 31,
            suggestions: [
              { messageId: 'hold', data: { name: 'weak=False' }, output: { lines: [14, 14], become: 'post_delete.connect(forget, weak=False)' } },
            ],
          },
          {
            messageId: 'temporary',
            data: { text: 'partial(update, index=index)' },
            line: 15, column: 23, endLine: 15, endColumn: 51,
            suggestions: [
              { messageId: 'hold', data: { name: 'weak=False' }, output: { lines: [15, 15], become: 'post_save.connect(partial(update, index=index), weak=False)' } },
            ],
          },
          {
            messageId: 'temporary',
            data: { text: 'lambda sender: log.write(sender)' },
            line: 19, column: 21, endLine: 19, endColumn: 53,
            suggestions: [
              { messageId: 'hold', data: { name: 'weak=False' }, output: { lines: [19, 19], become: 'ordered.connect(lambda sender: log.write(sender), weak=False)' } },
            ],
          },
        ],
      },
      {
        name: 'lambdas, partials and methods of objects that nobody keeps',
        code: code`
          import functools
          import blinker
          from django.db.models import signals
          from pydispatch import dispatcher

          done = blinker.signal("done")


          class Handler:
              def handle(self, sender, **details):
                  pass


          def connect(log):
              signals.post_save.connect(lambda sender, **details: log.append(sender))
              done.connect(functools.partial(log.append, 1))
              dispatcher.connect(lambda: log.append(1), "done")
              signals.post_save.connect(Handler().handle)
        `,
        errors: [
          {
            messageId: 'temporary',
            data: { text: 'lambda sender, **details: log.append(sender)' },
            line: 15,
            column: 31,
            endLine: 15,
            endColumn: 75,
            suggestions: [{ messageId: 'hold', data: { name: 'weak=False' }, output: { lines: [15, 15], become: 'signals.post_save.connect(lambda sender, **details: log.append(sender), weak=False)' } }],
          },
          {
            messageId: 'temporary',
            data: { text: 'functools.partial(log.append, 1)' },
            line: 16,
            column: 18,
            endLine: 16,
            endColumn: 50,
            suggestions: [{ messageId: 'hold', data: { name: 'weak=False' }, output: { lines: [16, 16], become: 'done.connect(functools.partial(log.append, 1), weak=False)' } }],
          },
          {
            messageId: 'temporary',
            data: { text: 'lambda: log.append(1)' },
            line: 17,
            column: 24,
            endLine: 17,
            endColumn: 45,
            suggestions: [{ messageId: 'hold', data: { name: 'weak=False' }, output: { lines: [17, 17], become: 'dispatcher.connect(lambda: log.append(1), "done", weak=False)' } }],
          },
          {
            messageId: 'temporary',
            data: { text: 'Handler().handle' },
            line: 18,
            column: 31,
            endLine: 18,
            endColumn: 47,
            suggestions: [{ messageId: 'hold', data: { name: 'weak=False' }, output: { lines: [18, 18], become: 'signals.post_save.connect(Handler().handle, weak=False)' } }],
          },
        ],
      },
      {
        name: 'nested functions, connected last, or by a decorator',
        code: code`
          from django.db.models.signals import post_save
          from django.dispatch import receiver


          def keep_log(model, log):
              def saved(sender, **details):
                  log.append(sender)

              post_save.connect(saved, sender=model)


          def keep_all(log):
              @receiver(post_save)
              def saved(sender, **details):
                  log.append(sender)
        `,
        errors: [
          {
            messageId: 'local',
            data: { text: 'saved' },
            line: 9,
            column: 23,
            endLine: 9,
            endColumn: 28,
            suggestions: [{ messageId: 'hold', data: { name: 'weak=False' }, output: { lines: [9, 9], become: 'post_save.connect(saved, sender=model, weak=False)' } }],
          },
          {
            messageId: 'local',
            data: { text: 'saved' },
            line: 13,
            column: 6,
            endLine: 13,
            endColumn: 25,
            suggestions: [{ messageId: 'hold', data: { name: 'weak=False' }, output: { lines: [13, 13], become: '@receiver(post_save, weak=False)' } }],
          },
        ],
      },
    ],
  },
  javascript: none,
  typescript: none,
});
