/** The passwords in the address of a database, as written there and as meant, so that neither is logged. */
export function passwordsIn(address: string): string[] {
  if (!/^postgres(?:ql)?:/i.test(address) || !URL.canParse(address)) {
    return [];
  }
  const url = new URL(address);
  const written = [url.password, url.searchParams.get('password') ?? ''];
  return [...new Set([...written, ...written.map(decoded)])].filter((word) => word !== '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
