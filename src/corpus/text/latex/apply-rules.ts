/** One step of the rendering. Each is linear in the text and keeps every word that is no command. */
export type Rule = (text: string) => string;

/** Rules for texts that hold a sign: looking for that is faster than trying each of them. */
export interface RulesFor {
  readonly sign: string;
  readonly rules: readonly Rule[];
}

/** A text after all rules whose sign it has when their turn comes. */
export function applyRules(text: string, steps: readonly RulesFor[]): string {
  let applied = text;
  for (const { sign, rules } of steps) {
    if (applied.includes(sign)) {
      applied = rules.reduce((so, rule) => rule(so), applied);
    }
  }
  return applied;
}
