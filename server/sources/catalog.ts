/** All sources by the name of their connector, and how to read a text of one piece by piece. */
import type { z } from "zod";
import type { CloudEvent } from "../../shared/events/event.ts";
import { reasonOf } from "../../shared/events/reasons.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { connectWebhook } from "./amazon-connect.ts";
import { asteriskQueueLog, asteriskQueueTable } from "./asterisk-queue-log.ts";
import { chatwootPull } from "./chatwoot/pull.ts";
import { chatwootWebhook } from "./chatwoot.ts";
import { readMapping } from "./csv-import/mapping.ts";
import { csvImport } from "./csv-import.ts";
import { EXAMPLE as DYNAMICS_EXAMPLE, dynamicsOptions } from "./dynamics/options.ts";
import { dynamicsPull } from "./dynamics/pull.ts";
import { dynamicsWebhook } from "./dynamics.ts";
import { freeswitchWebhook } from "./freeswitch.ts";
import { intercomWebhook } from "./intercom.ts";
import { ndjson } from "./ndjson.ts";
import type { Pull } from "./pull.ts";
import { EXAMPLE as SALESFORCE_EXAMPLE, salesforceOptions } from "./salesforce/options.ts";
import { salesforcePull } from "./salesforce/pull.ts";
import { salesforceWebhook } from "./salesforce.ts";
import type { Chunk, RefusedLine, Translator } from "./source.ts";
import { EXAMPLE as SURVEY_EXAMPLE, surveyMapping } from "./survey/mapping.ts";
import { surveyWebhook } from "./survey.ts";
import {
  EXAMPLE as TWILIO_EXAMPLE,
  options as twilioOptions,
} from "./twilio-taskrouter/options.ts";
import { twilioPull } from "./twilio-taskrouter/pull.ts";
import { twilioWebhook } from "./twilio-taskrouter.ts";
import type { Webhook } from "./webhook.ts";
import { zammadWebhook } from "./zammad.ts";
import { zendeskPull } from "./zendesk/pull.ts";
import { TRIGGER_BODY } from "./zendesk/template.ts";
import { zendeskWebhook } from "./zendesk.ts";

export interface ReaderOptions {
  /** Name of the events' source, `/tenant/connector/instance`. NDJSON events bring their own. */
  readonly source: string;
  /** The mapping file's JSON, for `csv`. */
  readonly mapping?: unknown;
  /** The install's secret that turns customer references into pseudonyms (PRIV-2). */
  readonly customerKey?: string;
}

/** One text on its way through a translator: keeps the state, so it is read once, in order. */
export interface Reader {
  read(chunk: Chunk): { events: readonly CloudEvent[]; refused: readonly RefusedLine[] };
}

function readerOf<State>(translator: Translator<Chunk, State>): Reader {
  let state = translator.initial;
  return {
    read(chunk) {
      const translated = translator.translate(chunk, state);
      state = translated.state;
      return { events: translated.events, refused: translated.refused };
    },
  };
}

function openCsv({ source, mapping, customerKey }: ReaderOptions): Result<Reader, string> {
  const read = readMapping(mapping);
  if (!read.ok) return read;
  const options = { source, mapping: read.value };
  if (customerKey !== undefined) return ok(readerOf(csvImport({ ...options, customerKey })));
  return read.value.columns.customerRef === undefined || read.value.isByName
    ? ok(readerOf(csvImport(options)))
    : fail("the mapping reads customerRef, which needs the secret for customer references");
}

const OPEN: Readonly<Record<string, (options: ReaderOptions) => Result<Reader, string>>> = {
  asterisk: ({ source }) => ok(readerOf(asteriskQueueLog(source))),
  "asterisk-table": ({ source }) => ok(readerOf(asteriskQueueTable(source))),
  csv: openCsv,
  ndjson: () => ok(readerOf(ndjson)),
};

export const connectors: readonly string[] = Object.keys(OPEN);

/** Begins to read one text of a connector, or says why it cannot. */
export function openReader(connector: string, options: ReaderOptions): Result<Reader, string> {
  const open = Object.hasOwn(OPEN, connector) ? OPEN[connector] : undefined;
  return open === undefined
    ? fail(`there is no connector of this name; there are ${connectors.join(", ")}`)
    : open(options);
}

/** What a system's connection says beside its address, such as a mapping. */
export type Options = Readonly<Record<string, unknown>>;

/** A system that calls us, or that we ask, or both. Null: with such options it cannot. */
export interface System {
  readonly webhook?: (options: Options) => Webhook | null;
  readonly pull?: (options: Options) => Pull<unknown> | null;
  /** What is pasted into it, as it is. */
  readonly paste?: string;
  /** What its connection may say, and an example of it. */
  readonly options?: { readonly schema: z.ZodType; readonly example: object };
}

/** By connector, the second part of a source's name. */
export const systems: Readonly<Record<string, System>> = {
  chatwoot: { webhook: () => chatwootWebhook, pull: () => chatwootPull },
  connect: { webhook: () => connectWebhook },
  twilio: {
    webhook: twilioWebhook,
    pull: twilioPull,
    options: { schema: twilioOptions, example: TWILIO_EXAMPLE },
  },
  dynamics: {
    webhook: dynamicsWebhook,
    pull: dynamicsPull,
    options: { schema: dynamicsOptions, example: DYNAMICS_EXAMPLE },
  },
  salesforce: {
    webhook: salesforceWebhook,
    pull: salesforcePull,
    options: { schema: salesforceOptions, example: SALESFORCE_EXAMPLE },
  },
  freeswitch: { webhook: () => freeswitchWebhook },
  intercom: { webhook: () => intercomWebhook },
  survey: {
    webhook: surveyWebhook,
    options: { schema: surveyMapping, example: SURVEY_EXAMPLE },
  },
  zammad: { webhook: () => zammadWebhook },
  zendesk: { webhook: () => zendeskWebhook, pull: () => zendeskPull, paste: TRIGGER_BODY },
};

/** Where a folder has another name than its connector. */
const FOLDERS: Readonly<Record<string, string>> = {
  connect: "amazon-connect",
  twilio: "twilio-taskrouter",
};

/** The page that says every click, and what it can deliver. */
export const pageOf = (connector: string): string =>
  `server/sources/${FOLDERS[connector] ?? connector}/README.md`;

/** `/tenant/connector/instance` → its system. */
export function systemOf(source: string): System | null {
  const connector = source.split("/")[2] ?? "";
  return (Object.hasOwn(systems, connector) ? systems[connector] : undefined) ?? null;
}

/** What is wrong with a connection's own settings, in one sentence; null: nothing. */
export function optionsProblem(source: string, options: Options): string | null {
  const { schema } = systemOf(source)?.options ?? {};
  if (schema === undefined) {
    const [name] = Object.keys(options);
    return name === undefined ? null : `this system has no settings of its own, such as "${name}"`;
  }
  const [issue] = schema.safeParse(options, { error: reasonOf }).error?.issues ?? [];
  return issue === undefined ? null : `its settings: ${issue.path.join(".")} ${issue.message}`;
}

export const webhookOf = (source: string, options: Options): Webhook | null =>
  systemOf(source)?.webhook?.(options) ?? null;

export const pullOf = (source: string, options: Options): Pull<unknown> | null =>
  systemOf(source)?.pull?.(options) ?? null;
