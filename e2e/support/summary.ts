// The plain closing line by which a run is counted.

import type { FullResult, Reporter, TestCase } from "@playwright/test/reporter";

export default class Summary implements Reporter {
  private readonly tests = new Set<TestCase>();

  onTestEnd(test: TestCase): void {
    this.tests.add(test);
  }

  onEnd(_result: FullResult): void {
    if (this.tests.size === 0) return;
    const count = (outcomes: string[]) => [...this.tests].filter((test) => outcomes.includes(test.outcome())).length;
    console.log(`\n${count(["expected", "flaky"])} passed, ${count(["unexpected"])} failed, ${count(["skipped"])} skipped`);
  }

  printsToStdio(): boolean {
    return false;
  }
}
