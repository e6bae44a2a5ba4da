/** What is kept of where a session is: the browser in one word, and the family of the address. */
import { isIPv6 } from "node:net";

/** In this order: most browsers also claim to be the ones further down. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung"],
  [/\bFirefox\//, "Firefox"],
  [/\bChrom(e|ium)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];

export const browserOf = (agent: string | undefined): string =>
  BROWSERS.find(([looks]) => looks.test(agent ?? ""))?.[1] ?? "other";

export function familyOf(address: string | undefined): "IPv4" | "IPv6" | "unknown" {
  if (address === undefined) return "unknown";
  return isIPv6(address) && !address.startsWith("::ffff:") ? "IPv6" : "IPv4";
}
