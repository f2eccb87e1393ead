/** A record of a file as it came, and the line where it begins, or its place where lines say nothing. */
export interface RecordRow {
  readonly value: unknown;
  readonly line?: number;
  /** In a file that is one JSON value: from 1. */
  readonly place?: number;
}

/** What a file of records holds, and the lines that could not be read. */
export interface RecordRows {
  readonly rows: readonly RecordRow[];
  readonly badLines: readonly number[];
}

/** Under these names services answer with a list of papers. */
const lists = 'papers data results items records entries works references notes hits message'.split(
  ' ',
);

/** Reads JSON as others publish it: one object a line, an array, or an answer that holds one. */
export function recordRows(content: string): RecordRows {
  const whole = wholeValue(content);
  if (whole !== undefined) {
    const values = listIn(whole);
    return { rows: values.map((value, at) => ({ value, place: at + 1 })), badLines: [] };
  }
  const rows: RecordRow[] = [];
  const badLines: number[] = [];
  for (const { json, line } of jsonLines(content)) {
    const value = parsed(json);
    if (value === undefined) {
      badLines.push(line);
    } else {
      rows.push({ value, line });
    }
  }
  return { rows, badLines };
}

/** The value of a file that is one JSON text over several lines, or an array. */
function wholeValue(content: string): unknown {
  const start = content.trimStart();
  const isArray = start.startsWith('[');
  const [firstLine = ''] = start.split('\n', 1);
  if (isArray) {
    return parsed(start);
  }
  const first = start.startsWith('{') ? parsed(firstLine) : null;
  if (first === undefined) {
    return parsed(start);
  }
  return listOf(first) !== undefined && firstLine.length >= start.trimEnd().length
    ? first
    : undefined;
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : (listOf(value) ?? [value]);
}

/** The papers of an answer, which has no title of its own. */
function listOf(value: unknown): readonly unknown[] | undefined {
  if (!isObject(value) || value.title !== undefined) {
    return undefined;
  }
  for (const name of lists) {
    const found = value[name];
    // Crossref's are one level deeper.
    const list = Array.isArray(found) ? found : isObject(found) ? found.items : undefined;
    if (Array.isArray(list)) {
      return list;
    }
  }
  return undefined;
}

/** Whether a value is an object of JSON, and no array. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function* jsonLines(content: string): Generator<{ json: string; line: number }> {
  let line = 0;
  for (let start = 0; start < content.length; ) {
    const end = content.indexOf('\n', start);
    const json = content.slice(start, end === -1 ? content.length : end).trim();
    line += 1;
    if (json !== '') {
      yield { json, line };
    }
    if (end === -1) {
      break;
    }
    start = end + 1;
  }
}
