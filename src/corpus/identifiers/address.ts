/** Sites at which letters' case and what follows `?` make no difference to where an address leads. */
const codeHosts = new Set(['github.com', 'gitlab.com', 'huggingface.co', 'hf.co']);

/** Endings of domains that are no file or version: "node.js/express" is no address. */
const domain =
  /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+(?:com|org|net|io|co|ai|edu|gov|dev|app|info|page|pages|site|me|eu|uk|de|fr|ch|at|nl|it|es|se|no|fi|dk|pl|cn|jp|kr|in|il|ca|au|br|tw|sg|hk)$/iu;

/** An address that somebody typed. */
export interface TypedAddress {
  /** With its scheme. */
  readonly address: string;
  /** False where only a paper that carries it tells that it is one: `kettle.example.org`. */
  readonly isSure: boolean;
}

/** The address that a text is, with or without scheme; undefined for anything else. */
export function readAddress(text: string): TypedAddress | undefined {
  const typed = text
    .trim()
    .replace(/^<(.+)>$/u, '$1')
    .replace(/(?<![.,;!])[.,;!]+$/u, '');
  if (/\s/u.test(typed)) {
    return undefined;
  }
  const hasScheme = /^https?:\/\//iu.test(typed);
  const address = hasScheme ? typed : `https://${typed}`;
  const [host = '', ...path] = typed.replace(/^https?:\/\//iu, '').split(/[/?#]/u);
  if (!URL.canParse(address) || !(hasScheme ? host.includes('.') : domain.test(host))) {
    return undefined;
  }
  return { address, isSure: hasScheme || /^www\./iu.test(host) || path.some(Boolean) };
}

/** Whether two addresses lead to the same place: scheme, `www.` and a slash at the end say nothing. */
export function sameAddress(a: string, b: string): boolean {
  const key = addressKey(a);
  return key !== undefined && key === addressKey(b);
}

/** An address as it is compared; undefined for what is none. */
export function addressKey(address: string): string | undefined {
  const whole = /^https?:\/\//iu.test(address) ? address : `https://${address}`;
  if (!URL.canParse(whole)) {
    return undefined;
  }
  const { hostname, pathname, searchParams } = new URL(whole);
  const host = hostname.replace(/^www\./u, '');
  const path = pathname.replace(/(?<!\/)\/+$/u, '');
  if (codeHosts.has(host)) {
    return (host + path).toLowerCase().replace(/\.git$/u, '');
  }
  const asked = [...searchParams].filter(([name]) => !name.startsWith('utm_'));
  return [host + path, ...asked.map((pair) => pair.join('='))].join('?');
}

/** The repository, model or account's project that an address at a code host is within. */
export function repositoryOf(address: string): string | undefined {
  const [host = '', owner, name] = addressKey(address)?.split('/') ?? [];
  return codeHosts.has(host) && owner && name ? `https://${host}/${owner}/${name}` : undefined;
}
