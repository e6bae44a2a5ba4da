/** A page that is not there, or not for my role: one sentence, and the way home. */
import { useTongue } from "./language.ts";

export function Denied({ because }: { readonly because: "role" | "missing" }) {
  const { words } = useTongue();
  return (
    <main class="page denied" id="main" tabIndex={-1}>
      <h1 tabIndex={-1}>{words(`denied.${because}`)}</h1>
      <p>{words(`denied.${because}.next`)}</p>
      <a class="button button-main" href="/">
        {words("denied.home")}
      </a>
    </main>
  );
}
