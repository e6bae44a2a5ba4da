/**
 * `npm run screenshots [-- text …]`: a picture of every screen in every state and look, into .screenshots,
 * with a page that shows them all; those alone whose name contains one of the texts. Starts what it needs
 * and ends it. Fails, and says where, when a page did not come or had an error.
 */
import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { relative } from "node:path";
import type { Browser } from "playwright-core";
import { launch } from "../browser.ts";
import { setup as buildClient } from "../build-client.ts";
import { boardWorld } from "./board-world.ts";
import { take } from "./camera.ts";
import { demoWorld } from "./demo-world.ts";
import { firstDayWorld, newWorld } from "./first-day-world.ts";
import { writeGallery } from "./gallery.ts";
import { fileOf, type Look, type Shot, type World } from "./shot.ts";

const OUT = new URL("../../../.screenshots/", import.meta.url).pathname;
/** The picture of the README. */
const README = new URL("../../../.readme/team.png", import.meta.url).pathname;
const OF_README = "team-desk-light-en.png";
const WORLDS = [newWorld, firstDayWorld, boardWorld, demoWorld];
/** As many pages at a time as two cores draw. */
const AT_ONCE = 3;

const wanted = process.argv.slice(2);
const isWanted = (file: string): boolean =>
  wanted.length === 0 || wanted.some((text) => file.includes(text));

interface Job {
  readonly shot: Shot;
  readonly look: Look;
}

const jobsOf = ({ shots }: World): Job[] =>
  shots
    .flatMap((shot) => shot.looks.map((look) => ({ shot, look })))
    .filter(({ shot, look }) => isWanted(fileOf(shot, look)));

/** Takes a world's wanted pictures, some at once; resolves with the names of those that had faults. */
async function takeAll(browser: Browser, world: World): Promise<string[]> {
  const jobs = jobsOf(world);
  const faulty: string[] = [];
  const worker = async () => {
    for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
      const faults = await take(browser, world, job.shot, job.look, OUT);
      const file = fileOf(job.shot, job.look);
      console.log([file, ...faults].join("\n  ! "));
      if (faults.length > 0) faulty.push(file);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return faulty;
}

const browser = await launch();
try {
  if (wanted.length === 0) rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  await buildClient();
  const faulty: string[] = [];
  for (const begin of WORLDS) {
    const world = await begin();
    try {
      faulty.push(...(await takeAll(browser, world)));
    } finally {
      await world.stop();
    }
  }
  writeGallery(OUT);
  if (isWanted(OF_README)) copyFileSync(OUT + OF_README, README);
  console.log(`\nopen ${relative(process.cwd(), OUT)}/index.html`);
  if (faulty.length > 0) throw new Error(`with faults: ${faulty.join(", ")}`);
} finally {
  await browser.close();
}
