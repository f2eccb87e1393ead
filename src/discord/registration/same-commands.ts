/** Fields Discord adds to what was registered. */
const discordsOwn = new Set([
  'id',
  'application_id',
  'guild_id',
  'version',
  'name_localized',
  'description_localized',
  'dm_permission',
  'default_permission',
]);

/** What Discord fills in where a declaration leaves a field out. */
const defaults: Readonly<Record<string, string>> = {
  type: '1',
  nsfw: 'false',
  required: 'false',
  autocomplete: 'false',
  options: '[]',
  choices: '[]',
  description: '""',
  name_localizations: 'null',
  description_localizations: 'null',
  default_member_permissions: 'null',
  contexts: 'null',
  integration_types: '[0]',
};

/** Whether what Discord has registered is what is wanted, its own fields and defaults aside. */
export function sameCommands(wanted: readonly object[], present: readonly object[]): boolean {
  return keyOf(wanted) === keyOf(present);
}

function keyOf(commands: readonly object[]): string {
  return commands
    .map((command) => JSON.stringify(normalise(command)))
    .toSorted()
    .join('\n');
}

function normalise(value: unknown, key = ''): unknown {
  // Discord gives this one back as text, whatever it was sent as.
  if (key === 'default_member_permissions' && typeof value === 'number') {
    return `${value}`;
  }
  if (Array.isArray(value)) {
    const each = value.map((item) => normalise(item));
    // Sets, whatever their order; the order of options and choices is seen by people.
    return each.every((item) => typeof item === 'number') ? each.toSorted((a, b) => a - b) : each;
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value)
    .filter(([name]) => !discordsOwn.has(name))
    .map(([name, item]) => [name, normalise(item, name)] as const)
    .filter(([name, item]) => item !== undefined && JSON.stringify(item) !== defaults[name])
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}
