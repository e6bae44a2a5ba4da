/** How it is set up, in sections; one sees those of one's roles (SCR-17). */
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import type { SettingsKey } from "../../../shared/text/settings.en.ts";
import { PageHead } from "../../parts/page.tsx";
import { isOneOf, type Role } from "../../store/session.ts";
import { useHouse } from "../house.ts";
import { useTongue } from "../language.ts";
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

/** Others add a line here. */
const SECTIONS: readonly SettingsSection[] = [
  {
    path: "/settings/organisation",
    label: "settings.organisation",
    roles: ["admin"],
    component: OrganisationSection,
  },
  { path: "/settings/keys", label: "settings.keys", roles: ["admin"], component: Keys },
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
  if (here === undefined) return null;
  const Section = here.component;
  return (
    <main class="page" id="main" tabIndex={-1}>
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
      <Section />
    </main>
  );
}

const CURRENT = { "aria-current": "page" } as const;
