// Generated from the files of this folder by `npm run generate`.
import noAssumedCollection from './no-assumed-collection.ts';
import noBlindCleanup from './no-blind-cleanup.ts';
import noCheckThenGet from './no-check-then-get.ts';
import noClosureRetainsReferent from './no-closure-retains-referent.ts';
import noDeadEntryAccumulation from './no-dead-entry-accumulation.ts';
import noDeadHit from './no-dead-hit.ts';
import noDeadReferentInFinalizer from './no-dead-referent-in-finalizer.ts';
import noDiscardedCallback from './no-discarded-callback.ts';
import noFinalizerRetainsTarget from './no-finalizer-retains-target.ts';
import noIdKey from './no-id-key.ts';
import noLockInFinalizer from './no-lock-in-finalizer.ts';
import noMethodCache from './no-method-cache.ts';
import noNullOnlyCheck from './no-null-only-check.ts';
import noProxyIdentity from './no-proxy-identity.ts';
import noRefAsReferent from './no-ref-as-referent.ts';
import noRepeatedDeref from './no-repeated-deref.ts';
import noStrongHoldAcrossSuspension from './no-strong-hold-across-suspension.ts';
import noSyncWeakrefLoop from './no-sync-weakref-loop.ts';
import noThrowingCleanup from './no-throwing-cleanup.ts';
import noTruthyDeref from './no-truthy-deref.ts';
import noUncheckedDeref from './no-unchecked-deref.ts';
import noUnguardedGlobal from './no-unguarded-global.ts';
import noUnhashableWeakKey from './no-unhashable-weak-key.ts';
import noUselessDeref from './no-useless-deref.ts';
import noValueRetainsKey from './no-value-retains-key.ts';
import noWeakBoundMethod from './no-weak-bound-method.ts';
import noWeakCollectionMisuse from './no-weak-collection-misuse.ts';
import noWeakIterationMutation from './no-weak-iteration-mutation.ts';
import noWeakLocalReceiver from './no-weak-local-receiver.ts';
import noWeakPrimitive from './no-weak-primitive.ts';
import noWeakSerialization from './no-weak-serialization.ts';
import noWeakTemporary from './no-weak-temporary.ts';
import preferDiscard from './prefer-discard.ts';
import preferFinalize from './prefer-finalize.ts';
import preferWeakBackReference from './prefer-weak-back-reference.ts';
import requireUnregister from './require-unregister.ts';
import requireWeakrefSlot from './require-weakref-slot.ts';
import validCallback from './valid-callback.ts';
import validWeakMethod from './valid-weak-method.ts';

/** Every rule by its id. */
export const rules = {
  'no-assumed-collection': noAssumedCollection,
  'no-blind-cleanup': noBlindCleanup,
  'no-check-then-get': noCheckThenGet,
  'no-closure-retains-referent': noClosureRetainsReferent,
  'no-dead-entry-accumulation': noDeadEntryAccumulation,
  'no-dead-hit': noDeadHit,
  'no-dead-referent-in-finalizer': noDeadReferentInFinalizer,
  'no-discarded-callback': noDiscardedCallback,
  'no-finalizer-retains-target': noFinalizerRetainsTarget,
  'no-id-key': noIdKey,
  'no-lock-in-finalizer': noLockInFinalizer,
  'no-method-cache': noMethodCache,
  'no-null-only-check': noNullOnlyCheck,
  'no-proxy-identity': noProxyIdentity,
  'no-ref-as-referent': noRefAsReferent,
  'no-repeated-deref': noRepeatedDeref,
  'no-strong-hold-across-suspension': noStrongHoldAcrossSuspension,
  'no-sync-weakref-loop': noSyncWeakrefLoop,
  'no-throwing-cleanup': noThrowingCleanup,
  'no-truthy-deref': noTruthyDeref,
  'no-unchecked-deref': noUncheckedDeref,
  'no-unguarded-global': noUnguardedGlobal,
  'no-unhashable-weak-key': noUnhashableWeakKey,
  'no-useless-deref': noUselessDeref,
  'no-value-retains-key': noValueRetainsKey,
  'no-weak-bound-method': noWeakBoundMethod,
  'no-weak-collection-misuse': noWeakCollectionMisuse,
  'no-weak-iteration-mutation': noWeakIterationMutation,
  'no-weak-local-receiver': noWeakLocalReceiver,
  'no-weak-primitive': noWeakPrimitive,
  'no-weak-serialization': noWeakSerialization,
  'no-weak-temporary': noWeakTemporary,
  'prefer-discard': preferDiscard,
  'prefer-finalize': preferFinalize,
  'prefer-weak-back-reference': preferWeakBackReference,
  'require-unregister': requireUnregister,
  'require-weakref-slot': requireWeakrefSlot,
  'valid-callback': validCallback,
  'valid-weak-method': validWeakMethod,
} as const;
