/** English for the settings of the mail server: only that section loads it. */
export const mailServerEn = {
  title: "Mail server",
  about:
    "Through which server weekly reports are sent. It is listed on the transparency page; nothing else is sent by mail.",
  none: "No mail server is set: nothing is sent.",
  environment:
    "The environment of the server sets this (DESKPULSE_SMTP_HOST): it is changed there.",
  host: "Server",
  "host.hint": "A name or an address, such as smtp.example.com.",
  port: "Port",
  tls: "Encryption",
  "tls.starttls": "STARTTLS, required (mostly port 587)",
  "tls.implicit": "TLS from the start (mostly port 465)",
  "tls.none": "None (only a server on this machine)",
  "tls.wrong": "Only a server on this machine may do without.",
  user: "User",
  "user.hint": "Leave it empty if the server asks for none.",
  password: "Password",
  "password.kept": "There is one. Leave it empty to keep it.",
  "password.needed": "Another server needs its password entered again.",
  from: "Sender",
  "from.hint": "The address that mails come from.",
  save: "Save",
  saved: "Saved.",
  test: "Send me a test",
  tested: "Sent to {to}.",
  remove: "Send no mail",
  "remove.sure": "Really send no mail",
} as const;

export type MailServerKey = keyof typeof mailServerEn;
