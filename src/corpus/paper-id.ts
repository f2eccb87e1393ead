import { createHash } from 'node:crypto';
import type { PaperId } from './paper.ts';

/** Separators say nothing, but `1.5` is not `15`: between two digits one space is kept. */
const betweenDigits = /(?<=\p{N})[^\p{L}\p{M}\p{N}<=>+±×]+(?=\p{N})/gu;
const separators = /[^\p{L}\p{M}\p{N}<=>+±× ]+|[\uFE00-\uFE0F]/gu;
const looseSpaces = /(?<!\p{N}) +| +(?!\p{N})/gu;

/**
 * A title as it is compared: without case, width, punctuation and spacing, so that
 * `τ^2-Bench: A` and `Τ² Bench – a` are one. Never shown. It is kept in every installation through
 * `paperIdOf`, so a change here needs a migration.
 */
export function normaliseTitle(title: string): string {
  const folded = title
    .normalize('NFKC')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ');
  const compared = folded
    .normalize('NFKC')
    .replace(betweenDigits, ' ')
    .replace(separators, '')
    .replace(looseSpaces, '')
    .normalize('NFC');
  return compared === '' ? folded.trim().replace(/\s+/gu, ' ') : compared;
}

/** The identity of the paper with this title: 16 hexadecimal digits (64 bits). */
export function paperIdOf(title: string): PaperId {
  const digest = createHash('sha256').update(normaliseTitle(title)).digest('hex');
  return digest.slice(0, 16) as PaperId;
}
