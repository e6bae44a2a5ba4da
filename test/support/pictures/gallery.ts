/** All pictures on one page, by screen: what is opened after `npm run screenshots`. */
import { readdirSync, writeFileSync } from "node:fs";

const figure = (file: string): string =>
  `<a href="${file}"><img loading="lazy" src="${file}" alt=""><span>${file.replace(".png", "")}</span></a>`;

/** Writes `index.html` over the pictures that lie in `folder`. */
export function writeGallery(folder: string): void {
  const files = readdirSync(folder).filter((file) => file.endsWith(".png"));
  writeFileSync(
    `${folder}index.html`,
    `<!doctype html><meta charset="utf-8"><title>Deskpulse, every screen</title>
<style>
body { font: 13px system-ui; margin: 24px; background: #888; display: grid; gap: 24px;
  grid-template-columns: repeat(auto-fill, minmax(460px, 1fr)) }
a { color: #000; text-decoration: none } img { width: 100%; max-height: 420px; object-fit: cover;
  object-position: top; display: block }
</style>
${files.map(figure).join("\n")}\n`,
  );
}
