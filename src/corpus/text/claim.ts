/**
 * How far a sentence of an abstract says what the paper does or finds: 1 for what it contributes,
 * 0 where nothing tells, less for background, questions and links. Abstracts lead from background
 * over a gap to what was done and found (Swales, "Genre Analysis", 1990), and a few verbs with "we"
 * or "this paper" tell where a sentence is on that way. What each cue is worth was measured; see
 * the README of `search/`.
 */
export function strengthOfClaim(sentence: string): number {
  const strength = strengthOfWords(sentence);
  return sentence.length < shortestClaim ? strength - 0.3 : strength;
}

/** A shorter sentence only announces: "We tackle this in two ways." In UTF-16 units. */
const shortestClaim = 70;

function strengthOfWords(sentence: string): number {
  if (contribution.test(sentence)) {
    return 1;
  }
  if (finding.test(sentence)) {
    return 0.9;
  }
  if (result.test(sentence)) {
    return 0.8;
  }
  return background.test(sentence) ? -0.5 : 0;
}

/** Who reports ("we", "this paper", "our second approach"), and up to some words before the verb. */
const reporter = String.raw`\b(?:we|authors|(?:this|the|our|present|current) (?:\w+ ){0,2}(?:paper|work|study|article|survey|thesis|report|review|tutorial|chapter|approach|method|framework|algorithm|analysis|results?|findings?|experiments?|evaluations?))\b[^.;]{0,40}?\b`;

const contribution = new RegExp(
  [
    `${reporter}(?:propos|introduc|present|develop|design|devis|provid|offer|deriv|formulat|construct|build|creat|contribut|unveil|describ|formali[sz]|initiat|adapt|adopt|extend|establish|leverag|unif)(?:e|es|ed|s|ing|y|ies|ied)?\\b`,
    String.raw`\b(?:key|main|central|core) (?:insight|idea|contribution|finding|result)s?\b`,
    String.raw`\b(?:aim|goal|purpose|objective) of (?:this|the|our) (?:paper|work|study|article|survey)\b`,
    String.raw`\b(?:is|are) (?:then |also |further )?(?:proposed|introduced|presented|developed|derived|provided|established|shown|proved|proven|demonstrated|described)\b`,
  ].join('|'),
  'i',
);

const finding = new RegExp(
  `${reporter}(?:show|find|found|demonstrat|reveal|observ|indicat|suggest|prov|confirm|discover|identif|argu|validat|highlight|conclud|uncover|illustrat)(?:e|es|ed|s|ing|n|en|y|ies|ied)?\\b`,
  'i',
);

const result =
  /\b(?:results?|experiments?|evaluations?|findings?|analys[ei]s|studies|simulations?)\b[^.;]{0,60}\b(?:show|demonstrat|reveal|indicat|suggest|confirm|corroborat|validat|highlight)|\b(?:outperforms|achieves|surpasses|improves|reduces|exceeds|matches|boosts|increases|attains|delivers)\b/i;

const background =
  /^(?:however|while|whereas|although|though|despite|yet|but|nevertheless|nonetheless|unfortunately|in contrast|existing|recent|recently|prior|previous|traditional|traditionally|classically|current|currently|conventional|most|many|in recent years|typically|often)\b|^[^,.]{0,50}, however,|\?$|\bhttps?:|\bgithub\b/i;
