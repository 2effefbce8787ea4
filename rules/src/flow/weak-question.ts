/** What weak containers are asked for: it may be impossible to reference weakly. */
import type { WeakQuestionEvent } from './event.ts';
import type { Site, Temp } from './graph.ts';
import { isCaught, shapeOf } from './step.ts';
import type { Step } from './step.ts';

export function weakQuestion(step: Step, target: Temp, targetSite: Site, about: Pick<WeakQuestionEvent, 'api' | 'site' | 'fails' | 'answer'>): void {
  if (step.emit === undefined || isCaught(step, 'operate')) return;
  const shapes = [...step.state.temp(target).keys()].map((value) => shapeOf(step, value));
  step.emit({ kind: 'weak-question', target, targetSite, shapes, ...about });
}
