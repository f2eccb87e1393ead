/**
 * Verbs with their past forms. A past form that is more often a word of its own is left out:
 * "bound", "ground", "thought" or "bit" must not bring papers that bind, grind, think or bite.
 */
const verbs = `
  arise arose arisen, awake awoke awoken, be am is are was were been being, bear borne, beat beaten,
  become became, begin began begun, bend bent, bet, bind, bite bitten, bleed bled, blow blew blown,
  break broke broken, breed bred, bring brought, build built, burst, buy bought, cast, catch caught,
  choose chose chosen, cling clung, come came, cost, creep crept, cut, deal dealt, dig dug, do does did
  done, draw drew drawn, drink drank, drive drove driven, eat ate eaten, fall fell fallen, feed fed,
  feel felt, fight fought, find found, flee fled, fly flies flew flown, forbid forbade forbidden,
  forget forgot forgotten, forgive forgave forgiven, freeze froze frozen, get got gotten, give gave
  given, go goes went gone, grind, grow grew grown, hang hung, have has had having, hear heard, hide
  hid hidden, hit, hold held, hurt, keep kept, know knew known, lay laid, lead led, leave, lend lent,
  let, lie lies lain lying, lose lost, make made, mean meant, meet met, mistake mistook mistaken, pay
  paid, put, quit, read, ride rode ridden, ring rang rung, rise risen, run ran, say said, see seen,
  seek sought, sell sold, send sent, set, shake shook shaken, shed, shine shone, shoot, show shown,
  shrink shrank shrunk, shut, sing sang sung, sink sank sunk, sit sat, sleep slept, slide slid, speak
  spoken, spend spent, spin spun, split, spread, stand stood, steal stole stolen, stick stuck, strike
  struck, strive strove striven, swear swore sworn, sweep swept, swim swam swum, swing swung, take
  took taken, teach taught, tear torn, tell told, think, throw threw thrown, understand understood,
  wake woke woken, wear worn, weave woven, weep wept, win won, wind, write wrote written`;

/** The same beside the regular past. */
const mixedVerbs = `
  broadcast, burn burnt, dream dreamt, forecast, kneel knelt, lean leant, leap leapt, learn learnt,
  light lit, prove proven, saw sawn, sew sewn, shear shorn, sow sown, spell spelt, spill spilt, spoil
  spoilt, swell swollen`;

/** "media" is left out: who follows it does not mean what is of medium size. */
const nouns = `
  addendum addenda, alga algae, alumnus alumni, analysis analyses, antenna antennae, appendix
  appendices, automaton automata, axis axes, bacterium bacteria, basis bases, calculus calculi, child
  children, corpus corpora, crisis crises, criterion criteria, curriculum curricula, datum data,
  desideratum desiderata, diagnosis diagnoses, ellipsis ellipses, equilibrium equilibria, erratum
  errata, extremum extrema, focus foci, foot feet, formula formulae, fungus fungi, ganglion ganglia,
  genus genera, goose geese, half halves, hippocampus hippocampi, hypothesis hypotheses, index
  indices, infimum infima, knife knives, larva larvae, leaf leaves, lemma lemmata, life lives, locus
  loci, loaf loaves, louse lice, man men, matrix matrices, maximum maxima, medium mediums, memorandum
  memoranda, metamorphosis metamorphoses, minimum minima, modulus moduli, momentum momenta, mouse
  mice, nebula nebulae, neurosis neuroses, nucleus nuclei, optimum optima, ovum ova, ox oxen,
  parenthesis parentheses, person people, phenomenon phenomena, phylum phyla, plateau plateaux,
  prognosis prognoses, quantum quanta, radius radii, schema schemata, scarf scarves, self selves,
  shelf shelves, simplex simplices, spectrum spectra, stigma stigmata, stimulus stimuli, stratum
  strata, supremum suprema, symposium symposia, synopsis synopses, synthesis syntheses, thesis
  theses, thief thieves, tooth teeth, vertebra vertebrae, vertex vertices, vortex vortices, wife
  wives, wolf wolves, woman women`;

/** Adjectives that are compared in papers. Others end in -er as nouns do: "numb" is not in "number". */
const adjectives = `
  bad worse worst, big, brief, bright, broad, cheap, clean, clear, close, coarse, cold, cool, dark,
  deep, dense, dry, early, easy, faint, far farther further farthest furthest, fast, few, fine, firm,
  flat, full, good better best, great, happy, hard, harsh, healthy, heavy, high, hot, huge, large,
  late, light, little, long, loose, loud, low, mild, narrow, near, new, noisy, old, plain, poor,
  pure, quick, quiet, rare, rich, risky, rough, safe, sharp, short, simple, slow, small, smart,
  smooth, soft, sparse, steep, strict, strong, subtle, tall, thick, thin, tight, tiny, tough, warm,
  weak, wealthy, wet, wide, wise, young`;

function tableOf(lines: string): ReadonlyMap<string, readonly string[]> {
  const entries = lines
    .trim()
    .split(',')
    .map((entry) => entry.trim().split(/\s+/));
  return new Map(entries.map(([base = '', ...forms]) => [base, forms]));
}

/** Past forms of verbs that have no regular one. */
export const irregularVerbs = tableOf(verbs);
/** Past forms of verbs that have a regular one, too. */
export const alsoIrregularVerbs = tableOf(mixedVerbs);
/** Plurals that are not formed with an s; the regular one is in use beside many of them. */
export const irregularNouns = tableOf(nouns);
/** Adjectives with -er and -est, and with forms of their own. */
export const comparedAdjectives = tableOf(adjectives);

/** Nouns in -ic: of the others the -ics is a field of study and not their plural. */
export const nounsInIc: ReadonlySet<string> = new Set(
  `academic antibiotic characteristic classic clinic comic cosmetic critic diagnostic epic ethic fabric
  fanatic harmonic heuristic logic lyric mechanic metric mimic mosaic panic picnic plastic relic
  republic sceptic skeptic statistic tactic topic traffic`.split(/\s+/),
);

/** Words that look like a form of another, `base form`, and mean something else. */
export const strangers: ReadonlySet<string> = new Set(
  `accord according, caste casted, caste casting, ceil ceiling, ceil ceilings, cloth clothed, cloth
  clothing, even evening, even evenings, fee feed, fee feeding, genu genus, good goods, len lens, mean
  meaning, mean meanings, mope moped, new news, odd odds, out outing, past pasted, past pasting, physic
  physics, rang ranged, rang ranging, rug rugged, set setting, set settings, she shed, specie
  species, suite suited, tire tired, unit united, unit uniting, wick wicked`
    .split(',')
    .map((pair) => pair.trim().replace(/\s+/, ' ')),
);
