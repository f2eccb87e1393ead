/** One thing wrong at one place of a body, with Discord's code and sentence. */
export interface BodyFault {
  readonly path: readonly (string | number)[];
  /** `BASE_TYPE_REQUIRED` and the like. */
  readonly code: string;
  readonly message: string;
}

/** Discord's nested `errors` of a 50035: objects by key and index down to `_errors`. */
export type ErrorTree = { [key: string]: ErrorTree | { code: string; message: string }[] };

/** Faults in the nested shape of Discord's error 50035. */
export function errorTree(faults: readonly BodyFault[]): ErrorTree {
  const root: ErrorTree = {};
  for (const fault of faults) {
    let node = root;
    for (const step of fault.path) {
      const known = node[step];
      const child: ErrorTree = known === undefined || Array.isArray(known) ? {} : known;
      node[step] = child;
      node = child;
    }
    const listed = node._errors;
    node._errors = [
      ...(Array.isArray(listed) ? listed : []),
      { code: fault.code, message: fault.message },
    ];
  }
  return root;
}

/** `data.components[0].label: …`, for a violation's sentence. */
export function describeFault(fault: BodyFault): string {
  const path = fault.path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('');
  return `${path.replace(/^\./, '') || 'body'}: ${fault.message} (${fault.code})`;
}
