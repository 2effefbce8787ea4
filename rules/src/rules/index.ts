// Generated from the files of this folder by `npm run generate`.
import noFinalizerRetainsTarget from './no-finalizer-retains-target.ts';
import noRepeatedDeref from './no-repeated-deref.ts';
import noUncheckedDeref from './no-unchecked-deref.ts';
import noWeakPrimitive from './no-weak-primitive.ts';

/** Every rule by its id. */
export const rules = {
  'no-finalizer-retains-target': noFinalizerRetainsTarget,
  'no-repeated-deref': noRepeatedDeref,
  'no-unchecked-deref': noUncheckedDeref,
  'no-weak-primitive': noWeakPrimitive,
} as const;
