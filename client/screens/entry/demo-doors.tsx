/** The demo's own way in: one click for each role (UX-20). These links exist in demo mode only. */
import { useTongue } from "../language.ts";

const ROLES = ["lead", "manager", "agent", "admin", "television"] as const;

export function DemoDoors() {
  const { words } = useTongue();
  return (
    <section class="demo-doors">
      <h2>{words("demo.title")}</h2>
      <ul>
        {ROLES.map((role) => (
          <li key={role}>
            <a class="button" href={`/demo/sign-in?as=${role}`} data-away>
              {words(`demo.${role}`)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
