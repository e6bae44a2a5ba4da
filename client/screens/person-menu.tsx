/** What is about oneself: language, theme, own account, the way out. */
import { LanguagePicker, ThemePicker } from "./controls.tsx";
import { useHouse } from "./house.ts";
import { useTongue } from "./language.ts";

interface PersonProps {
  readonly name: string;
  readonly email: string;
}

/** One or two letters that stand for a name. */
const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((part) => [...part][0] ?? "")
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join("")
    .toUpperCase();

export function PersonMenu({ name, email }: PersonProps) {
  const { words } = useTongue();
  const house = useHouse();
  return (
    <div class="person">
      <button
        type="button"
        class="person-open"
        popovertarget="person-menu"
        aria-label={`${name}: ${words("person.menu")}`}
      >
        <span class="person-mark" aria-hidden="true">
          {initials(name)}
        </span>
        <span class="person-name">{name}</span>
      </button>
      <div id="person-menu" class="person-menu" popover="auto">
        <p class="person-who">
          <strong>{name}</strong>
          <span>{email}</span>
        </p>
        <div class="person-choices">
          <LanguagePicker />
          <ThemePicker />
        </div>
        <a href="/account">{words("person.account")}</a>
        <button type="button" onClick={() => void house.signOut()}>
          {words("person.sign-out")}
        </button>
      </div>
    </div>
  );
}
