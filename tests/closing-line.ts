/** Ends a test run with the one line that CI reads: `N passed, N failed`. */

import type { FullResult, Reporter, Suite } from '@playwright/test/reporter';

export default class ClosingLine implements Reporter {
  private suite: Suite | undefined;

  onBegin(_config: unknown, suite: Suite): void {
    this.suite = suite;
  }

  onEnd(_result: FullResult): void {
    const tests = this.suite?.allTests() ?? [];
    const failed = tests.filter((test) => test.outcome() === 'unexpected').length;
    const passed = tests.filter((test) => test.outcome() === 'expected' || test.outcome() === 'flaky').length;
    const missing = tests.length - failed - passed;
    console.log(`${passed} passed, ${failed + missing} failed`);
  }

  printsToStdio(): boolean {
    return false;
  }
}
