/**
 * Colours as eyes see them: contrast (WCAG 2.2), the distance of two colours (CIEDE2000), and what is left of a
 * colour for somebody who lacks one kind of cone (Machado, Oliveira and Fernandes 2009, severity 1). Pure.
 */
export type Rgb = readonly [red: number, green: number, blue: number];

/** `#4cb3f5` as shares of light, 0 to 1, linear. */
export function lightOf(hex: string): Rgb {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return [red, green, blue];
}

type Matrix = readonly [Rgb, Rgb, Rgb];

const times = (matrix: Matrix, [r, g, b]: Rgb): Rgb => {
  const [x, y, z] = matrix.map(([mr, mg, mb]) => mr * r + mg * g + mb * b);
  return [x ?? 0, y ?? 0, z ?? 0];
};

const LUMINANCE: Rgb = [0.2126, 0.7152, 0.0722];
const luminance = ([r, g, b]: Rgb) => LUMINANCE[0] * r + LUMINANCE[1] * g + LUMINANCE[2] * b;

/** 1 to 21. */
export function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [lightOf(a), lightOf(b)].map(luminance).sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/** `share` of `ink` laid over `paper`, 0 to 1, as a browser lays it. */
export function laidOver(ink: string, share: number, paper: string): string {
  const parts = [1, 3, 5].map((at) => {
    const of = (hex: string) => Number.parseInt(hex.slice(at, at + 2), 16);
    return Math.round(share * of(ink) + (1 - share) * of(paper));
  });
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/** What reaches whom, on linear light. */
export const EYES: Readonly<Record<string, Matrix>> = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const within = (share: number) => Math.min(1, Math.max(0, share));

export function seenWith(eyes: Matrix, light: Rgb): Rgb {
  const [r, g, b] = times(eyes, light);
  return [within(r), within(g), within(b)];
}

const TO_XYZ: Matrix = [
  [0.4124564, 0.3575761, 0.1804375],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339, 0.119192, 0.9503041],
];
const WHITE_D65: Rgb = [0.95047, 1, 1.08883];

/** CIE L*a*b*, D65. */
export function labOf(light: Rgb): Rgb {
  const [x, y, z] = times(TO_XYZ, light).map((value, at) => {
    const share = value / (WHITE_D65[at] ?? 1);
    return share > 216 / 24389 ? Math.cbrt(share) : (24389 / 27 / 116) * share + 16 / 116;
  });
  const [fx = 0, fy = 0, fz = 0] = [x, y, z];
  return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)];
}

const RAD = Math.PI / 180;
const sin = (degrees: number) => Math.sin(degrees * RAD);
const cos = (degrees: number) => Math.cos(degrees * RAD);
const angle = (b: number, a: number) =>
  a === 0 && b === 0 ? 0 : (Math.atan2(b, a) / RAD + 360) % 360;

/** CIEDE2000 of two L*a*b* colours (Sharma, Wu and Dalal 2005, all weights 1). */
export function distance([l1, a1, b1]: Rgb, [l2, a2, b2]: Rgb): number {
  const chroma = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
  const g = 0.5 * (1 - Math.sqrt(chroma ** 7 / (chroma ** 7 + 25 ** 7)));
  const [c1, c2] = [Math.hypot((1 + g) * a1, b1), Math.hypot((1 + g) * a2, b2)];
  const [h1, h2] = [angle(b1, (1 + g) * a1), angle(b2, (1 + g) * a2)];
  const isGrey = c1 * c2 === 0;
  const turn = isGrey ? 0 : ((h2 - h1 + 540) % 360) - 180;
  const far = Math.abs(h1 - h2) > 180;
  const hue = isGrey ? h1 + h2 : far ? ((h1 + h2 + 360) / 2) % 360 : (h1 + h2) / 2;
  const [l, c] = [(l1 + l2) / 2, (c1 + c2) / 2];
  const t =
    1 -
    0.17 * cos(hue - 30) +
    0.24 * cos(2 * hue) +
    0.32 * cos(3 * hue + 6) -
    0.2 * cos(4 * hue - 63);
  const sl = 1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2);
  const sc = 1 + 0.045 * c;
  const sh = 1 + 0.015 * c * t;
  const swing = 30 * Math.exp(-(((hue - 275) / 25) ** 2));
  const rt = -2 * Math.sqrt(c ** 7 / (c ** 7 + 25 ** 7)) * sin(2 * swing);
  const dl = (l2 - l1) / sl;
  const dc = (c2 - c1) / sc;
  const dh = (2 * Math.sqrt(c1 * c2) * sin(turn / 2)) / sh;
  return Math.sqrt(dl ** 2 + dc ** 2 + dh ** 2 + rt * dc * dh);
}
