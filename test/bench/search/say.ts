/** A line of the report. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** A table in columns as wide as their widest cell. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((_, i) =>
    Math.max(...[head, ...rows].map((row) => (row[i] ?? '').length)),
  );
  for (const row of [head, ...rows]) {
    say(
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  }
}
