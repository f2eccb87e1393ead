import { analyse, stemOf } from '../text/analyse.ts';

/**
 * What people say, and what papers on machine learning write for it: no corpus of abstracts tells
 * that a "chatbot" is a dialogue agent. The plain words, and terms of the field.
 */
const plainWords: readonly (readonly [plain: string, field: string])[] = [
  ['chatbot bot assistant', 'dialogue, conversational, language model, llm, assistant'],
  ['chat talk conversation discussion', 'dialogue, conversational, interactive'],
  ['robot', 'robotic, embodied, manipulation'],
  ['program script coding programming', 'code, program, python'],
  ['picture photo', 'image, visual, vision'],
  ['see watch look', 'visual, vision, video, observation'],
  ['movie film clip', 'video'],
  ['doctor hospital patient medicine', 'clinical, medical, healthcare, treatment'],
  ['stock investment investor money bank', 'portfolio, financial, finance, asset'],
  ['delivery truck vehicle route', 'routing, travelling salesman, inventory'],
  ['shop store buy', 'webshop, recommendation, e-commerce'],
  ['website browser internet online', 'web'],
  ['screen phone app click', 'gui, mobile, interface'],
  ['puzzle', 'combinatorial, sudoku, logic, puzzle'],
  ['gamble slot', 'bandit'],
  ['play player opponent win', 'game, self-play, nash, equilibrium'],
  ['rival compete competition', 'adversarial, game, equilibrium, zero-sum'],
  ['team teammate together cooperate colleague', 'multi-agent, cooperative, collaboration'],
  ['strategy behave behaviour', 'policy, strategy, behavior'],
  ['grade mark rate score judge', 'reward, evaluate, judge, self-reward'],
  ['praise like dislike taste opinion', 'preference, feedback'],
  ['compare comparison better', 'preference, pairwise, ranking'],
  ['rank order', 'ranking, listwise'],
  ['hack cheat trick exploit loophole', 'hacking, overoptimization, gaming, tampering'],
  ['hidden unseen invisible unobserved', 'partially observable, pomdp, latent'],
  [
    'proof prove guarantee theory theoretical mathematical',
    'provable, theorem, bound, theoretical',
  ],
  ['mathematics maths math', 'mathematical, theorem, math'],
  ['mistake error wrong fault', 'error, mistake, incorrect, misspecified'],
  ['fix repair correct', 'correction, refinement, self-correction'],
  ['check verify trust', 'verification, verifier, calibrated'],
  ['unsure doubt confident confidence', 'uncertainty, confidence, calibrated, certainty'],
  ['chance luck random', 'stochastic, probabilistic, probability'],
  ['short shorten brief', 'concise, length, shorter, verbose'],
  ['long lengthy verbose longer', 'length, verbose, long-horizon, overthinking'],
  ['overthink', 'overthinking, concise, verbose'],
  ['think thinking thought', 'reasoning, chain of thought, deliberation'],
  ['step intermediate', 'process, step-level, stepwise'],
  ['fast quick speed faster', 'efficient, accelerate, acceleration, latency'],
  ['cheap cheaply cost expensive spend', 'efficient, cost, budget, compute'],
  ['compute effort', 'computation, test-time compute, budget, inference-time'],
  ['easy hard difficult difficulty', 'difficulty, complexity, adaptive'],
  ['huge giant big bigger', 'large, scaling'],
  ['tiny small little', 'small, lightweight, compression, low-precision, quantization'],
  ['hardware chip gpu', 'gpu, precision, edge'],
  ['choose pick select', 'selection, sampling'],
  ['try explore discover curious', 'exploration, curiosity, exploratory'],
  ['curiosity', 'intrinsic, exploration, novelty'],
  ['forget remember memory', 'continual, catastrophic forgetting, memory'],
  ['experience history past', 'trajectory, experience, history, memory'],
  ['example demonstration imitate copy', 'demonstration, imitation, behavior cloning'],
  ['recording logged log dataset', 'offline, dataset'],
  [
    'unlabelled unlabeled label annotation',
    'unsupervised, self-supervised, supervision, annotation',
  ],
  ['teach teacher student tutor', 'teacher, distillation, supervision, curriculum'],
  ['practice lesson schedule', 'curriculum, simulation'],
  ['pretend imagine fake artificial', 'synthetic, simulated, imagined'],
  ['simulate simulator world', 'simulation, environment, world model'],
  ['explain explanation understand why', 'explanation, interpretability, rationale'],
  ['instruction command words sentence', 'natural language, instruction, linguistic'],
  ['ask question clarify', 'query, information gathering, clarifying'],
  ['refuse decline abstain', 'refusal, abstention, uncertainty'],
  ['danger dangerous harm attack attacker', 'safety, adversarial, security, harmful'],
  ['safe risk careful cautious', 'safety, safe, conservative, pessimism, risk'],
  ['secret privacy leak', 'privacy, differential privacy, private'],
  ['fair unfair discrimination', 'fairness, bias'],
  ['bias prejudice', 'bias'],
  ['character persona fictional acting', 'role-playing, persona'],
  ['personal individual', 'personalization, user'],
  ['recommend suggestion', 'recommendation'],
  ['citation cite quote source', 'quote, citation, evidence, attribution'],
  ['document lookup look-up library', 'retrieval, search'],
  ['tool calculator', 'tool, api, function calling, interpreter'],
  ['plan schedule itinerary', 'planning, planner'],
  ['decide choice', 'decision-making, decision'],
  ['predict forecast future', 'prediction, forecasting, predictive'],
  ['brain animal human-like', 'cognitive, neuroscience, human'],
  ['test exam assess measure', 'benchmark, evaluation'],
  ['contaminated leaked memorised memorized', 'contamination, memorization'],
  ['noise noisy messy unreliable', 'noisy, noise, robust'],
  ['robust reliable break', 'robust, robustness'],
  ['expert specialist', 'mixture-of-experts, expert, routing'],
  ['delegate defer', 'routing, router, cascade, deferral'],
  ['credit blame responsible', 'credit assignment'],
  ['rare sparse seldom', 'sparse reward'],
  ['prompt wording phrase', 'prompt, prompting'],
  ['overview introduction tutorial review', 'survey, review, tutorial'],
  ['align alignment values', 'alignment, preference, rlhf'],
  ['improve itself self-improve', 'self-improvement, self-evolving, self-play'],
];

const fieldTerms = new Map<string, (readonly string[])[]>();
for (const [plain, field] of plainWords) {
  const terms = field.split(', ').map((term) => analyse(term).terms);
  for (const word of plain.split(' ')) {
    const stem = stemOf(word);
    fieldTerms.set(stem, [...(fieldTerms.get(stem) ?? []), ...terms]);
  }
}

/** The terms of the field that a plain word (as a stem) may stand for, each as stems in order. */
export function fieldTermsFor(stem: string): readonly (readonly string[])[] {
  return fieldTerms.get(stem) ?? [];
}
