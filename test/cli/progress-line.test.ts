import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createProgressLine } from '../../src/cli/progress-line.ts';

function streamOf(isTTY: boolean) {
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 20 });
  const written = () => {
    let text = '';
    // A newer Node gives one piece at a time.
    const piece = () => stream.read() as Buffer | null;
    for (let next = piece(); next !== null; next = piece()) {
      text += next.toString();
    }
    return text;
  };
  return { stream, written };
}

describe('a progress line', () => {
  it('is redrawn in place on a terminal, no wider than it, and taken away', () => {
    const { stream, written } = streamOf(true);
    const line = createProgressLine(stream);
    line.show('one');
    line.show('a line that is wider than the terminal');
    line.clear();
    const text = written();
    expect(text).not.toContain('\n');
    expect(text).toContain('a line that is wide');
    expect(text).not.toContain('a line that is wider');
    expect(text.endsWith('\u001B[2K\u001B[1G')).toBe(true);
  });

  it('writes nothing where nobody watches', () => {
    const { stream, written } = streamOf(false);
    const line = createProgressLine(stream);
    line.show('one');
    line.clear();
    expect(written()).toBe('');
  });
});
