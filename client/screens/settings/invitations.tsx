/** Invitations nobody has taken up yet; each can be taken back. */
import type { OrgDocument } from "../../../shared/org/org.ts";
import { api, type Invitation } from "../../api.ts";
import { Confirm } from "../../parts/confirm.tsx";
import { Section } from "../../parts/page.tsx";
import { Rows } from "../../parts/rows.tsx";
import { rolesText } from "./roles-text.ts";
import type { Loaded } from "./use-load.ts";
import { useMoment } from "./use-moment.ts";
import { useSay } from "./words.ts";

interface InvitationsProps {
  readonly loaded: Loaded<Invitation[]>;
  readonly organisation: Pick<OrgDocument, "teams" | "agents">;
}

export function Invitations({ loaded, organisation }: InvitationsProps) {
  const say = useSay();
  const moment = useMoment();
  if (loaded.value === null || loaded.value.length === 0) return null;
  return (
    <Section title={say("invitations.title")} about={say("invitations.about")}>
      <Rows
        caption={say("invitations.title")}
        rows={loaded.value}
        keyOf={({ id }) => id}
        empty=""
        columns={[
          { head: say("users.email"), cell: ({ email }) => email },
          {
            head: say("users.roles"),
            cell: ({ roles, user }) =>
              user === null ? rolesText(say, roles, organisation) : say("invitations.password"),
          },
          { head: say("invitations.ends"), cell: ({ endsAt }) => moment(endsAt), isMinor: true },
        ]}
        actionsHead={say("actions")}
        actions={({ id, email }) => (
          <Confirm
            label={say("invitations.withdraw")}
            sure={say("sure.withdraw")}
            of={email}
            onSure={async () => {
              await api.withdraw(id);
              await loaded.reload();
            }}
          />
        )}
      />
    </Section>
  );
}
