/** How it is set up, in sections; one sees those of one's roles (SCR-17). */
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import type { SettingsKey } from "../../../shared/text/settings.en.ts";
import { PageHead } from "../../parts/page.tsx";
import { isOneOf, type Role } from "../../store/session.ts";
import { useHouse } from "../house.ts";
import { useTongue } from "../language.ts";
import { lazily } from "../lazy.tsx";
import { useStore } from "../use-store.ts";
import { Keys } from "./keys.tsx";
import { OrganisationSection } from "./organisation-section.tsx";
import { Televisions } from "./televisions.tsx";
import { Users } from "./users.tsx";
import { useSay } from "./words.ts";

interface SettingsSection {
  readonly path: string;
  readonly label: SettingsKey;
  readonly roles: readonly Role[];
  readonly component: ComponentType;
}

/** A section for administrators that is fetched when it is opened. */
const arranged = (
  path: string,
  label: SettingsKey,
  load: () => Promise<ComponentType>,
): SettingsSection => ({ path, label, roles: ["admin"], component: lazily(load) });

/** Others add a line here. */
const SECTIONS: readonly SettingsSection[] = [
  {
    path: "/settings/organisation",
    label: "settings.organisation",
    roles: ["admin"],
    component: OrganisationSection,
  },
  arranged(
    "/settings/teams",
    "settings.teams",
    async () => (await import("./arrange/teams.tsx")).TeamsSection,
  ),
  arranged(
    "/settings/people",
    "settings.people",
    async () => (await import("./arrange/people.tsx")).PeopleSection,
  ),
  arranged(
    "/settings/ids",
    "settings.ids",
    async () => (await import("./arrange/ids.tsx")).IdsSection,
  ),
  arranged(
    "/settings/hours",
    "settings.hours",
    async () => (await import("./arrange/hours.tsx")).HoursSection,
  ),
  arranged(
    "/settings/queues",
    "settings.queues",
    async () => (await import("./arrange/queues.tsx")).QueuesSection,
  ),
  arranged(
    "/settings/surveys",
    "settings.surveys",
    async () => (await import("./arrange/surveys.tsx")).SurveysSection,
  ),
  {
    path: "/settings/targets",
    label: "settings.targets",
    roles: ["admin", "manager", "lead"],
    component: lazily(async () => (await import("./arrange/targets.tsx")).TargetsSection),
  },
  arranged(
    "/settings/privacy",
    "settings.privacy",
    async () => (await import("./arrange/privacy.tsx")).PrivacySection,
  ),
  { path: "/settings/keys", label: "settings.keys", roles: ["admin"], component: Keys },
  arranged("/settings/mail", "settings.mail", async () => (await import("./mail.tsx")).MailSection),
  { path: "/settings/users", label: "settings.users", roles: ["admin"], component: Users },
  {
    path: "/settings/televisions",
    label: "settings.televisions",
    roles: ["admin", "manager", "lead"],
    component: Televisions,
  },
];

export function Settings() {
  const house = useHouse();
  const { words } = useTongue();
  const say = useSay();
  const session = useStore(house.session, (value) => value);
  const { pathname } = useStore(house.place, (value) => value);
  const mine = SECTIONS.filter(({ roles }) => isOneOf(session, roles));
  const here = mine.find(({ path }) => path === pathname);
  const first = mine[0]?.path ?? "/";
  useEffect(() => {
    if (here === undefined) house.visit(first, true);
  }, [here, first]);
  // Where the sections stand in one row, the one that is open is in sight.
  useEffect(() => {
    const tab = document.querySelector(".tabs [aria-current]");
    tab?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [here]);
  if (here === undefined) return null;
  const Section = here.component;
  return (
    <main class="page page-settings" id="main" tabIndex={-1}>
      <PageHead title={words("nav.settings")} />
      {mine.length > 1 && (
        <nav class="tabs" aria-label={say("settings.label")}>
          {mine.map(({ path, label }) => (
            <a key={path} href={path} {...(path === pathname ? CURRENT : {})}>
              {say(label)}
            </a>
          ))}
        </nav>
      )}
      <div class="settings-section">
        <Section />
      </div>
    </main>
  );
}

const CURRENT = { "aria-current": "page" } as const;
