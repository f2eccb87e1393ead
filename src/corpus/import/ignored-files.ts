/** Hidden files, a README and `pages.json` belong in a folder of saved pages without being one. */
export function isNotPage(name: string): boolean {
  return /^\.|^readme(?:\.|$)|^pages\.json$/i.test(name);
}

/** Files that the system or a download leaves in a folder; they are read only if named. */
export function isTemporaryFile(name: string): boolean {
  return /^(?:thumbs\.db|desktop\.ini)$|~$|\.(?:tmp|part|partial|crdownload|download|swp)$/i.test(
    name,
  );
}
