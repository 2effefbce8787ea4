import { describe, expect, it } from 'vitest';
import { lessonModule } from '../../rules/tools/lesson-module.ts';
import { longestQuote, readChapter } from '../../rules/tools/lesson.ts';

const fence = (info: string, code: string): string => `\`\`\`${info}\n${code}\n\`\`\`\n`;

function read(markdown: string): { readonly chapter: ReturnType<typeof readChapter>; readonly faults: readonly string[] } {
  const faults: string[] = [];
  return { chapter: readChapter('tides', markdown, (message) => faults.push(message)), faults };
}

const sound = `# Tides

Something about tides.

## The sea comes back {#the-sea-comes-back}

It always
does.

Because of the moon.

- and the sun

${fence('python guarded', 'wait()')}
${fence('python before', 'run()')}
${fence('python after', 'walk()')}
Which shows:

${fence('js run alone', 'console.log(1)')}
${fence('output', '1')}`;

describe('readChapter', () => {
  it('reads a passage with its quote, its reasons and its blocks', () => {
    const { chapter, faults } = read(sound);
    expect(faults).toEqual([]);
    expect(chapter).toEqual({
      name: 'tides',
      title: 'Tides',
      passages: [
        {
          id: 'tides#the-sea-comes-back',
          title: 'The sea comes back',
          line: 5,
          quote: 'It always does.',
          why: 'Because of the moon.\n\n- and the sun',
          guarded: { python: 'wait()' },
          pairs: [{ language: 'python', before: 'run()', after: 'walk()', line: 18 }],
          demonstrations: [{ language: 'javascript', code: 'console.log(1)', output: '1', alone: true, line: 28 }],
        },
      ],
    });
  });

  it.each([
    ['a passage without an anchor', '# A\n\n## B\n', 'rules/lessons/tides.md:3: A passage starts with'],
    ['an anchor used twice', '# A\n\n## B {#b}\n\nc\n\n## D {#b}\n\ne\n', 'rules/lessons/tides.md:7: The anchor `b` is used twice'],
    ['a chapter without a title', '## B {#b}\n\nc\n', 'rules/lessons/tides.md:1: A chapter starts with its title'],
    ['a passage that says nothing', '# A\n\n## B {#b}\n', 'rules/lessons/tides.md:3: This passage has no first paragraph'],
    ['a passage that opens with a list', '# A\n\n## B {#b}\n\n- c\n', 'rules/lessons/tides.md:5: A passage opens with the paragraph'],
    ['a quote that is too long', `# A\n\n## B {#b}\n\n${'c'.repeat(longestQuote + 1)}\n`, 'rules/lessons/tides.md:3: The first paragraph has 321'],
    ['a quote of many sentences', '# A\n\n## B {#b}\n\nOne. Two `a. b`? Three! Four.\n', 'rules/lessons/tides.md:3: The first paragraph has 4 sentences'],
    ['a long guarded block', `# A\n\n## B {#b}\n\nc\n\n${fence('js guarded', '1\n2\n3\n4\n5\n6')}`, 'rules/lessons/tides.md:7: A hover card has room for 5'],
    ['a before without its after', `# A\n\n## B {#b}\n\nc\n\n${fence('js before', '1')}`, 'rules/lessons/tides.md:7: This `before` block'],
    [
      'a pair in two languages',
      `# A\n\n## B {#b}\n\nc\n\n${fence('js before', '1')}\n${fence('python after', '1')}`,
      'rules/lessons/tides.md:11: The `before` block above must be followed',
    ],
    [
      'a run without its output',
      `# A\n\n## B {#b}\n\nc\n\n${fence('js run', '1')}\n${fence('js run', '1')}`,
      'rules/lessons/tides.md:11: The output of the `run` block above',
    ],
    ['an unknown language', `# A\n\n## B {#b}\n\nc\n\n${fence('ruby run', '1')}`, 'rules/lessons/tides.md:7: A block is marked'],
    ['a block without a role', `# A\n\n## B {#b}\n\nc\n\n${fence('python', '1')}`, 'rules/lessons/tides.md:7: A block cannot be marked'],
    ['code outside a passage', `# A\n\n${fence('python run', '1')}`, 'rules/lessons/tides.md:3: Code belongs to a passage'],
  ])('names the place of %s', (_, markdown, start) => {
    const { faults } = read(markdown);
    expect(faults).toEqual([expect.stringContaining(start)]);
  });
});

describe('lessonModule', () => {
  it('keeps quotes, back-slashes and line breaks of the text', () => {
    const { chapter } = read(`# A\n\n## B {#b}\n\nIt's "c\\d" \`e\`.\n\n${fence('js guarded', "f('\\n')\ng()")}`);
    const source = lessonModule([chapter]);
    expect(source).toContain(String.raw`quote: 'It\'s "c\\d" ` + '`e`.' + `',`);
    expect(source).toContain(String.raw`javascript: 'f(\'\\n\')\ng()',`);
  });
});
