import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** Says at the end of a run which tests were skipped, by the names that give the reason. */
export default class SkippedReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = new Map<string, number>();
    for (const module of modules) {
      for (const test of module.children.allTests('skipped')) {
        const name = `${module.relativeModuleId}: ${nameOf(test)}`;
        skipped.set(name, (skipped.get(name) ?? 0) + 1);
      }
    }
    if (skipped.size === 0) {
      return;
    }
    const lines = [...skipped].map(([name, count]) => `  ${name}${count > 1 ? ` (${count})` : ''}`);
    process.stdout.write(`\nSkipped; the names say what they need:\n${lines.join('\n')}\n`);
  }
}

/** The suite that was skipped as a whole, else the test: both carry the reason in their names. */
function nameOf(test: TestCase): string {
  const { parent } = test;
  const others = parent.type === 'suite' ? [...parent.children.allTests()] : [];
  const isWhole = others.length > 1 && others.every((each) => each.result().state === 'skipped');
  return isWhole && parent.type === 'suite' ? parent.fullName : test.fullName;
}
