/** One thing at a time, in order; after a failure nothing more is done, and it is told once. */

export class Chain {
  #last: Promise<void> = Promise.resolve();
  #failure: unknown = null;
  /** How many are not done yet. */
  #open = 0;
  readonly #onFailure: (problem: unknown) => void;

  constructor(onFailure: (problem: unknown) => void) {
    this.#onFailure = onFailure;
  }

  hasFailed(): boolean {
    return this.#failure !== null;
  }

  /** Nothing is under way and nothing waits. */
  isIdle(): boolean {
    return this.#open === 0;
  }

  /** Does this after everything before it; resolves when it is done, also when it failed. */
  add(work: () => Promise<void>): Promise<void> {
    this.#open += 1;
    this.#last = this.#last.then(async () => {
      try {
        if (this.#failure === null) await work();
      } catch (problem) {
        this.#failure = problem;
        this.#onFailure(problem);
      } finally {
        this.#open -= 1;
      }
    });
    return this.#last;
  }

  /** The same for what may fail by itself: the chain goes on, the caller hears of it. */
  ask<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    this.#open += 1;
    const asked = this.#last.then(work).finally(() => {
      this.#open -= 1;
    });
    this.#last = asked.then(
      () => {},
      () => {},
    );
    return asked;
  }

  /** Resolves when everything so far is done; rejects when something failed. */
  async idle(): Promise<void> {
    await this.#last;
    if (this.#failure !== null) throw this.#failure;
  }
}
