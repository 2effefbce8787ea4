/** Analysis time of files ten times as large, against that of ten small ones. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { shapes } from '../generate/growth-shapes.ts';
import { atMost, ms, ratio } from '../report.ts';
import type { Row } from '../report.ts';
import { languages, subjects } from '../subject.ts';

/** Linear, with room for caches that overflow and a collector that has more to do. */
const allowed = 1.5;
const patience = 12_000;
const program = fileURLToPath(new URL('growth-shape.mjs', import.meta.url));

export function* measureGrowth(): Generator<Row> {
  for (const language of languages) {
    for (const [index, { name }] of shapes.entries()) {
      const what = `f ${subjects[language].name}, ${name}`;
      const { stdout, status, signal } = spawnSync(process.execPath, [program, language, String(index)], { encoding: 'utf8', timeout: patience, stdio: ['ignore', 'pipe', 'inherit'] });
      const [small = NaN, large = NaN] = stdout.split(' ').map(Number);
      if (signal !== null) yield { what, measured: 'no end', budget: atMost(allowed, Infinity), behind: `ended after ${ms(patience)}` };
      else if (status !== 0) yield { what, measured: 'failed', budget: atMost(allowed, Infinity), behind: 'the reason stands above' };
      else {
        const measured = large / small;
        yield { what, measured: `${ratio(measured)} x linear`, budget: atMost(allowed, measured), behind: `${ms(small)}, ${ms(large)}` };
      }
    }
  }
}
