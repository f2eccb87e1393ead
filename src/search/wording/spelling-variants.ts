import { isEnglishWord } from '../vocabulary/english-words.ts';

/** Endings in the two spellings, each way; what comes before is long enough to be no accident. */
const endings: readonly (readonly [RegExp, string])[] = [
  [/^(.{3,})is(e|es|ed|ing|er|ers|able|ation|ations)$/, '$1iz$2'],
  [/^(.{3,})iz(e|es|ed|ing|er|ers|able|ation|ations)$/, '$1is$2'],
  [/^(.{2,}l)ys(e|es|ed|ing|er|ers)$/, '$1yz$2'],
  [/^(.{2,}l)yz(e|es|ed|ing|er|ers)$/, '$1ys$2'],
  [/^(.{3,})our(s|al|ally|ed|ing|able|ful|hood|hoods|ism|ist|less)?$/, '$1or$2'],
  [/^(.{3,})or(s|al|ally|ed|ing|able|ful|hood|hoods|ism|ist|less)?$/, '$1our$2'],
  [/^(.{3,}[aeiou])ll(er|ers|or|ors|ation|ations)$/, '$1l$2'],
  [/^(.{3,}[aeiou])l(er|ers|or|ors|ation|ations)$/, '$1ll$2'],
];

/** Words of which only a list tells that they are one. */
const pairs = `
  acknowledgement acknowledgment, adviser advisor, aeroplane airplane, aesthetic esthetic, ageing aging,
  aluminium aluminum, anaemia anemia, anaesthesia anesthesia, anaesthetic anesthetic, analogue analog,
  archaeology archeology, artefact artifact, caesium cesium, calibre caliber, catalogue catalog,
  centimetre centimeter, centre center, defence defense, dialogue dialog, diarrhoea diarrhea, disc disk,
  encyclopaedia encyclopedia, enrol enroll, enrolment enrollment, epicentre epicenter, epilogue
  epilog, faecal fecal, fibre fiber, foetal fetal, foetus fetus, fulfil fulfill, fulfilment fulfillment,
  glycaemic glycemic, grey gray, gynaecology gynecology, haematology hematology, haemoglobin
  hemoglobin, haemorrhage hemorrhage, homologue homolog, instalment installment, ischaemia ischemia,
  ischaemic ischemic, judgement judgment, kilometre kilometer, leukaemia leukemia, licence license,
  litre liter, lustre luster, manoeuvre maneuver, mediaeval medieval, metre meter, micrometre
  micrometer, millimetre millimeter, monologue monolog, mould mold, nanometre nanometer, odour odor,
  oesophagus esophagus, oestrogen estrogen, offence offense, orthopaedic orthopedic, paediatric
  pediatric, palaeontology paleontology, plough plow, practise practice, pretence pretense, programme
  program, prologue prolog, sceptic skeptic, sceptical skeptical, scepticism skepticism, skilful
  skillful, smoulder smolder, spectre specter, sulphate sulfate, sulphur sulfur, theatre theater,
  towards toward, travelogue travelog, tyre tire`;

const partners = new Map<string, string>();
for (const pair of pairs.split(',')) {
  const [british = '', american = ''] = pair.trim().split(/\s+/);
  partners.set(british, american);
  partners.set(american, british);
}

/** A word (folded) and the other spelling of it, British or American, where it has one. */
export function spellingsOf(word: string): string[] {
  const partner = partners.get(word);
  if (partner !== undefined) {
    return [word, partner];
  }
  const isKnown = isEnglishWord(word);
  for (const [ending, other] of endings) {
    const respelled = word.replace(ending, other);
    // "promise" has no other spelling; of "tokenise" and "tokenize" the list has neither.
    if (respelled !== word && (isEnglishWord(respelled) || isNewVerb(word, isKnown))) {
      return [word, respelled];
    }
  }
  return [word];
}

function isNewVerb(word: string, isKnown: boolean): boolean {
  return !isKnown && /i[sz](?:e|es|ed|ing|er|ers|ation|ations)$/.test(word);
}
