/**
 * One A4 page with tags (EXP-7): text in an embedded font, every piece in the structure that screen readers
 * follow, drawings either described or marked as decoration.
 */
import { fileURLToPath } from "node:url";
import PDFDocument from "pdfkit";

export const WIDTH = 595.28;
export const HEIGHT = 841.89;
export const MARGIN = 40;
export const RIGHT = WIDTH - MARGIN;

export const INK = "#1a2026";
export const QUIET = "#59636e";
export const HAIR = "#dce2e8";
export const SOFT = "#f4f6f8";
export const BLUE = "#005f9e";
export const AMBER = "#946200";
export const RED = "#a8123a";
export const DEMO = "#6b3fa0";

type Document = InstanceType<typeof PDFDocument>;
type Element = ReturnType<Document["struct"]>;
export type Weight = "regular" | "strong";
export type Role = "H1" | "H2" | "P" | "TH" | "TD" | "Caption";

export interface Style {
  readonly size?: number;
  readonly weight?: Weight;
  readonly colour?: string;
  readonly align?: "left" | "right" | "center";
  /** Cuts what is longer, with an ellipsis. */
  readonly width?: number;
  /** Runs on in so many lines at most. */
  readonly lines?: number;
}

export interface Paper {
  readonly pdf: Document;
  /** Text at its place, as one element of the structure; answers how high it is. */
  write(text: string, x: number, y: number, style?: Style, role?: Role): number;
  widthOf(text: string, style?: Style): number;
  /** Decoration: no reader mentions it. */
  decorate(draw: (pdf: Document) => void): void;
  /** A drawing that says something, and what it says. */
  picture(alt: string, draw: (pdf: Document) => void): void;
  /** What is written meanwhile belongs together. */
  group(type: "Sect" | "Table" | "TR", inside: () => void): void;
  finish(): Promise<Buffer>;
}

const FONT = "@expo-google-fonts/inter";
const fontFile = (name: string): string =>
  fileURLToPath(import.meta.resolve(`${FONT}/${name}.ttf`));

export interface PaperOptions {
  readonly title: string;
  readonly language: string;
  readonly author: string;
  /** Ms since 1970: what the file says of when it was made. */
  readonly at: number;
}

export function newPaper({ title, language, author, at }: PaperOptions): Paper {
  const made = new Date(at);
  const pdf = new PDFDocument({
    size: "A4",
    margin: 0,
    lang: language,
    tagged: true,
    displayTitle: true,
    pdfVersion: "1.7",
    info: { Title: title, Author: author, Creator: "Deskpulse", CreationDate: made, ModDate: made },
  });
  const chunks: Buffer[] = [];
  pdf.on("data", (chunk: Buffer) => chunks.push(chunk));
  pdf.registerFont("regular", fontFile("400Regular/Inter_400Regular"));
  pdf.registerFont("strong", fontFile("600SemiBold/Inter_600SemiBold"));
  const root = pdf.struct("Document");
  pdf.addStructure(root);
  let parent: Element = root;
  const dressed = ({ size = 9, weight = "regular", colour = INK }: Style) =>
    pdf.font(weight).fontSize(size).fillColor(colour);
  const add = (type: string, options: { alt?: string }, draw: () => void) => {
    parent.add(pdf.struct(type, options, draw));
  };
  return {
    pdf,
    write(raw, x, y, style = {}, role = "P") {
      const text = drawable(raw);
      const { width = RIGHT - x, lines = 1, align = "left" } = style;
      dressed(style);
      const line = pdf.currentLineHeight(true);
      const height = lines * line * 1.15;
      const options = { width, height, align, ellipsis: true, lineGap: lines > 1 ? 1.5 : 0 };
      const tall = lines === 1 ? line : Math.min(height, pdf.heightOfString(text, options));
      add(role, {}, () => {
        dressed(style).text(text, x, y, { ...options, ...digitsOf(style) });
      });
      return tall;
    },
    widthOf: (text, style = {}) => dressed(style).widthOfString(drawable(text)),
    decorate(draw) {
      pdf.markContent("Artifact", { type: "Layout" });
      draw(pdf);
      pdf.endMarkedContent();
    },
    picture(alt, draw) {
      add("Figure", { alt }, () => draw(pdf));
    },
    group(type, inside) {
      const outer = parent;
      const element = pdf.struct(type);
      outer.add(element);
      parent = element;
      inside();
      parent = outer;
    },
    finish() {
      root.end();
      return new Promise((resolve, reject) => {
        pdf.on("end", () => resolve(Buffer.concat(chunks)));
        pdf.on("error", reject);
        pdf.end();
      });
    },
  };
}

/** Digits in columns are equally wide. */
const digitsOf = ({ align }: Style) => (align === "right" ? { features: ["tnum" as const] } : {});

/** The font has Latin, Greek and Cyrillic, signs and arrows; what it has not is told as a sign that says so. */
const UNKNOWN =
  /[^\u0020-\u052f\u1e00-\u1fff\u2009-\u203a\u20a0-\u20bf\u2190-\u2199\u2212\u2248\u25a0-\u25cf]+/gu;

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that are meant
const INVISIBLE = /[\0-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+/g;

export const drawable = (text: string): string =>
  text
    .normalize("NFC")
    .replaceAll("\u202f", "\u00a0")
    .replaceAll(INVISIBLE, " ")
    .replaceAll(UNKNOWN, "□");
