/**
 * `npm run screenshots [-- text …]`: a picture of every screen in every state and look, into .screenshots,
 * with a page that shows them all; those alone whose name contains one of the texts. Starts what it needs
 * and ends it. Fails, and says where, when a page did not come or had an error.
 */
import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { relative } from "node:path";
import { openPlace } from "../../browser/acceptance/place.ts";
import { launch } from "../browser.ts";
import { setup as buildClient } from "../build-client.ts";
import { boardJobs, openBoards } from "./boards.ts";
import { take } from "./camera.ts";
import { writeGallery } from "./gallery.ts";
import { fileOf } from "./looks.ts";
import { moreJobs } from "./more.ts";
import { screenJobs } from "./screens.ts";

const OUT = new URL("../../../.screenshots/", import.meta.url).pathname;
/** The picture of the README. */
const README = new URL("../../../.readme/team.png", import.meta.url).pathname;
const OF_README = "team-desk-light-en.png";
/** As many pages at a time as two cores draw. */
const AT_ONCE = 3;

const wanted = process.argv.slice(2);
const isWanted = (file: string): boolean =>
  wanted.length === 0 || wanted.some((text) => file.includes(text));

/** Opened by the first picture that needs it. */
function once<Opened extends { close(): Promise<unknown> }>(open: () => Promise<Opened>) {
  const all: Promise<Opened>[] = [];
  return {
    get: (): Promise<Opened> => {
      if (all.length === 0) all.push(open());
      return all[0] ?? open();
    },
    close: async () => {
      for (const opened of all) await (await opened).close();
    },
  };
}

const place = once(openPlace);
const boards = once(openBoards);

if (wanted.length === 0) rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
await buildClient();
const browser = await launch();
try {
  const jobs = [
    ...boardJobs(browser, boards.get, isWanted),
    ...screenJobs(place.get, isWanted),
    ...moreJobs(place.get, isWanted),
  ];
  const faulty: string[] = [];
  const worker = async () => {
    for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
      const { name, looks } = job;
      const faults = await take(job, OUT);
      console.log([...looks.map((look) => fileOf(name, look)), ...faults].join("\n  "));
      if (faults.length > 0) faulty.push(name);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  writeGallery(OUT);
  if (isWanted(OF_README)) copyFileSync(OUT + OF_README, README);
  console.log(`\nopen ${relative(process.cwd(), OUT)}/index.html`);
  if (faulty.length > 0) throw new Error(`with faults: ${faulty.join(", ")}`);
} finally {
  await browser.close();
  await boards.close();
  await place.close();
}
