/** Handled legs (KPIS.md 5.1): talk + hold + wrap-up, where wrap-up ends; and the contact as a whole. */
import { type Attempt, attemptsOf } from "./attempts.ts";
import { type Contact, factOf } from "./contact.ts";
import type { Dims, Fact } from "./fact.ts";
import { legDims } from "./leg-credit.ts";
import { type Completion, completionOf, type Parts, partsOf, wrapsFrom } from "./leg-parts.ts";
import { type Leg, legsOf } from "./legs.ts";
import { type Work, worksOf } from "./work.ts";

/** A leg that counts, from `at` on. */
export interface HandledLeg extends Completion {
  readonly leg: Leg;
  readonly parts: Parts;
  readonly dims: Dims;
}

export interface Handled {
  /** In the order of the legs. */
  readonly legs: readonly HandledLeg[];
  /** Some leg is still talking or in wrap-up. */
  readonly isGoingOn: boolean;
}

/** All that a contact's events tell of legs, read once. */
export interface Legs {
  readonly attempts: readonly Attempt[];
  readonly legs: readonly Leg[];
  readonly handled: Handled;
  readonly works: readonly Work[];
}

export const NO_LEGS: Legs = {
  attempts: [],
  legs: [],
  handled: { legs: [], isGoingOn: false },
  works: [],
};

export function readLegs(contact: Contact): Legs {
  const { has, events } = contact;
  if (!has.leg && !has.dial) return NO_LEGS;
  const attempts = has.dial ? attemptsOf(events) : [];
  const legs = legsOf(contact, attempts);
  return { attempts, legs, handled: handledOf(contact, legs), works: worksOf(contact, legs) };
}

/** The legs that count; one that was never answered and never measured has not begun. */
function handledOf(contact: Contact, legs: readonly Leg[]): Handled {
  const handled: HandledLeg[] = [];
  let isGoingOn = false;
  for (const leg of legs) {
    if (leg.role !== "handled") continue;
    const completion = completionOf(contact, leg);
    if (completion === null) isGoingOn ||= leg.answered !== undefined;
    else {
      const parts = partsOf(contact, leg, completion);
      const { at } = completion;
      const dims = legDims(contact, leg, at, wrapsFrom(contact, leg) ?? at);
      handled.push({ ...completion, leg, parts, dims });
    }
  }
  return { legs: handled, isGoingOn };
}

export const isFine = ({ parts }: HandledLeg): boolean => parts.quality !== "quarantined";

function factsOfLeg({ leg, parts, at, dims }: HandledLeg): Fact[] {
  if (parts.quality === "quarantined") return [factOf(dims, "quality.quarantined", 1, at, dims)];
  const { talk, hold, wrap, dial, session, handle } = parts;
  const facts = [factOf(dims, "leg.handle", handle, at, dims)];
  if (talk !== null) facts.push(factOf(dims, "leg.talk", talk, at, dims));
  if (hold !== null) facts.push(factOf(dims, "leg.hold", hold, at, dims));
  if (wrap !== null) facts.push(factOf(dims, "leg.wrap", wrap, at, dims));
  if (dial !== null) facts.push(factOf(dims, "leg.dial", dial, at, dims));
  if (session !== null) facts.push(factOf(dims, "leg.session", session, at, dims));
  facts.push(
    factOf(dims, "leg.complete", parts.isComplete ? 1 : 0, at, dims),
    factOf(dims, "leg.transferred", leg.isPassedOn ? 1 : 0, at, dims),
  );
  if (parts.quality === "clamped") facts.push(factOf(dims, "quality.skew_clamped", 1, at, dims));
  return facts;
}

/** Of the whole contact, where its last leg counts; nothing while a leg still goes on (D26). */
function totalFacts({ legs, isGoingOn }: Handled): Fact[] {
  const fine = legs.filter(isFine);
  if (isGoingOn || fine.length === 0) return [];
  const { at, dims } = fine.reduce((last, one) => (one.at >= last.at ? one : last));
  const handle = fine.reduce((sum, { parts }) => sum + parts.handle, 0);
  const isTransferred = fine.some(({ leg }) => leg.isPassedOn);
  return [
    factOf(dims, "contact.handle", handle, at, dims),
    factOf(dims, "contact.transferred", isTransferred ? 1 : 0, at, dims),
  ];
}

/** What the handled legs say, and what they will say once an estimated wrap-up is over. */
export function legFacts(
  contact: Contact,
  { handled }: Legs,
): { facts: Fact[]; estimated: Fact[] } {
  if (contact.gone === "deleted") return { facts: [], estimated: [] };
  const facts: Fact[] = [];
  const estimated: Fact[] = [];
  for (const one of handled.legs) (one.isEstimated ? estimated : facts).push(...factsOfLeg(one));
  const isEstimated = handled.legs.some((one) => one.isEstimated);
  (isEstimated ? estimated : facts).push(...totalFacts(handled));
  return { facts, estimated };
}
