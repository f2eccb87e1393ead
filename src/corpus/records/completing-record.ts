import type { PaperRecord } from '../corpus-store.ts';
import type { Paper } from '../paper.ts';
import { rawStringOf } from '../raw-text.ts';

/**
 * A record that gives a stored paper what was found of it elsewhere: its number, and what it has not
 * got yet. It keeps the paper's own title, by which the store knows the paper.
 */
export function completingRecord(paper: Paper, found: PaperRecord): PaperRecord {
  const isUnread = paper.abstract === undefined && found.abstract !== undefined;
  const isFuller = found.published?.startsWith(paper.published ?? '') === true;
  const doi = paper.doi ?? found.doi;
  return {
    title: rawStringOf(paper.storedTitle),
    ...(found.arxivId !== undefined && { arxivId: found.arxivId }),
    // Its own too, so that no other paper of its title is meant.
    ...(doi !== undefined && { doi }),
    ...(isUnread && found.abstract !== undefined && { abstract: found.abstract }),
    // The version is that of the abstract: nobody knows which one the paper's own is of.
    ...(isUnread && found.version !== undefined && { version: found.version }),
    ...(paper.tldr === undefined && found.tldr !== undefined && { tldr: found.tldr }),
    ...(paper.keywords.length === 0 && found.keywords && { keywords: found.keywords }),
    ...(paper.authors.length === 0 && found.authors && { authors: found.authors }),
    ...(isFuller && found.published !== undefined && { published: found.published }),
    ...(paper.organisation === undefined &&
      found.organisation !== undefined && { organisation: found.organisation }),
    ...(found.links && { links: found.links }),
  };
}
