/** A secret, this once, and the exact line that sends a first event with it (SCR-14). */
import type { MadeKey } from "../../api.ts";
import { Copy } from "../../parts/copy.tsx";
import { Notice } from "../../parts/notice.tsx";
import { testEvent } from "./test-event.ts";
import { useSay } from "./words.ts";

/** For a shell: single quotes within the body cannot occur, as JSON has none of ours. */
function curlOf({ secret, source }: MadeKey): string {
  return [
    `curl ${location.origin}/api/v1/events \\`,
    `  -H "authorization: Bearer ${secret}" \\`,
    `  -H "content-type: application/cloudevents+json" \\`,
    `  -d '${JSON.stringify(testEvent(source, Date.now()))}'`,
  ].join("\n");
}

export function KeyMade({ made }: { readonly made: MadeKey }) {
  const say = useSay();
  const { source, secret, kind } = made;
  const labels = { copy: say("copy"), copied: say("copy.done") };
  return (
    <Notice kind="done">
      <p>{say("keys.made", { source })}</p>
      <Copy text={secret} label={say("keys.secret", { source })} {...labels} />
      {kind === "bearer" ? (
        <>
          <p>{say("keys.curl")}</p>
          <Copy text={curlOf(made)} label={say("keys.curl.label")} {...labels} />
        </>
      ) : (
        <p>{say(kind === "hmac" ? "keys.hmac.how" : "keys.webhook.how")}</p>
      )}
    </Notice>
  );
}
