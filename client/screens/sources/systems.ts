/** The systems by their own names, which no language translates. */

const NAMES: Readonly<Record<string, string>> = {
  zendesk: "Zendesk",
  salesforce: "Salesforce Service Cloud",
  dynamics: "Microsoft Dynamics 365",
  "amazon-connect": "Amazon Connect",
  connect: "Amazon Connect",
  twilio: "Twilio TaskRouter",
  chatwoot: "Chatwoot",
  intercom: "Intercom",
  zammad: "Zammad",
  freeswitch: "FreeSWITCH",
};

export const nameOfSystem = (connector: string): string => NAMES[connector] ?? connector;
