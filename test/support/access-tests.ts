/** What every screen must pass (ACC-1, ACC-7), as tests of the file that calls this. */
import { expect, test } from "vitest";
import { beyond, LANGUAGES, type Shown, THEMES, violationsOn } from "./desk-windows.ts";

type Size = { readonly width: number; readonly height: number };

/** `open`: the screen in a look such as `lang=nl&theme=dark`; `isThere`: a selector of what it shows once loaded. */
export function testAccess(
  open: (look: string, size?: Size) => Promise<Shown>,
  isThere: string,
): void {
  for (const language of LANGUAGES) {
    for (const theme of THEMES) {
      test(`[ACC-1] axe finds nothing, ${language} ${theme}`, async () => {
        const { page, faults, close } = await open(`lang=${language}&theme=${theme}`);
        await page.waitForSelector(isThere);
        expect(await violationsOn(page)).toEqual([]);
        expect(faults).toEqual([]);
        await close();
      });
    }
  }

  test("[ACC-7] it fits 320 pixels in every language", async () => {
    for (const language of LANGUAGES) {
      const { page, close } = await open(`lang=${language}`, { width: 320, height: 800 });
      await page.waitForSelector(isThere);
      expect(await beyond(page), language).toBeLessThanOrEqual(0);
      await close();
    }
  });
}
