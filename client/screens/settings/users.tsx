/** Who may come in, and as what: users, and invitations that are under way. For administrators. */
import { useState } from "preact/hooks";
import { api, type Invited, type Problem, type User } from "../../api.ts";
import { Confirm } from "../../parts/confirm.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Section } from "../../parts/page.tsx";
import { Rows } from "../../parts/rows.tsx";
import { Dialog } from "../dialog.tsx";
import { useHouse } from "../house.ts";
import { useTongue } from "../language.ts";
import { problemText } from "../problem-text.ts";
import { useStore } from "../use-store.ts";
import { Invitations } from "./invitations.tsx";
import { InviteForm, LinkMade } from "./invite.tsx";
import { rolesText } from "./roles-text.ts";
import { useLoad } from "./use-load.ts";
import { UserDialog } from "./user-dialog.tsx";
import { useSay } from "./words.ts";

export function Users() {
  const say = useSay();
  const { words } = useTongue();
  const users = useLoad(api.users);
  const invitations = useLoad(api.invitations);
  const organisation = useLoad(api.organisation);
  const [inviting, setInviting] = useState(false);
  const [edited, setEdited] = useState<User | null>(null);
  const [link, setLink] = useState<Invited | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { document = { teams: [], agents: [] } } = organisation.value ?? {};
  const newPassword = async ({ id }: User) => {
    const answer = await api.passwordLink(id);
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) setLink(answer.value);
    await invitations.reload();
  };
  const activate = async ({ id }: User, isActive: boolean) => {
    const answer = await api.changeUser(id, { isActive });
    setProblem(answer.ok ? null : answer.problem);
    await users.reload();
  };
  const shownProblem = problem ?? users.problem;
  const invite = (
    <button type="button" class="button button-main" onClick={() => setInviting(true)}>
      {say("users.invite")}
    </button>
  );
  return (
    <>
      <Section title={say("users.title")} about={say("users.about")} actions={invite}>
        {shownProblem && <Notice kind="wrong">{problemText(words, shownProblem)}</Notice>}
        {link && <LinkMade invited={link} />}
        {users.value && (
          <UserRows
            users={users.value}
            rolesOf={({ roles }) => rolesText(say, roles, document)}
            onEdit={setEdited}
            onPassword={newPassword}
            onActive={activate}
          />
        )}
      </Section>
      <Invitations loaded={invitations} organisation={document} />
      {inviting && (
        <Dialog title={say("users.invite")} onClose={() => setInviting(false)}>
          <InviteForm organisation={document} onInvited={invitations.reload} />
        </Dialog>
      )}
      {edited && (
        <UserDialog
          user={edited}
          organisation={document}
          onDone={async () => {
            setEdited(null);
            await users.reload();
          }}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}

interface UserRowsProps {
  readonly users: readonly User[];
  readonly rolesOf: (user: User) => string;
  readonly onEdit: (user: User) => void;
  readonly onPassword: (user: User) => Promise<void>;
  readonly onActive: (user: User, isActive: boolean) => Promise<void>;
}

function UserRows({ users, rolesOf, onEdit, onPassword, onActive }: UserRowsProps) {
  const say = useSay();
  const { session } = useHouse();
  const own = useStore(session, (value) => value?.id);
  return (
    <Rows
      caption={say("users.title")}
      rows={users}
      keyOf={({ id }) => id}
      empty=""
      columns={[
        {
          head: say("users.name"),
          cell: ({ name, email, isActive }) => (
            <span class="two-lines" data-off={!isActive}>
              <span>{name}</span>
              <small>{email}</small>
            </span>
          ),
        },
        {
          head: say("users.roles"),
          cell: (user) => (user.isActive ? rolesOf(user) : say("users.inactive")),
        },
      ]}
      actionsHead={say("actions")}
      actions={(user) =>
        user.isActive ? (
          <>
            <Act label={say("users.edit")} of={user.name} onPress={() => onEdit(user)} />
            <Act
              label={say("users.password")}
              of={user.name}
              onPress={() => void onPassword(user)}
            />
            {user.id !== own && (
              <Confirm
                label={say("users.deactivate")}
                sure={say("sure.deactivate")}
                of={user.name}
                onSure={() => onActive(user, false)}
              />
            )}
          </>
        ) : (
          <Act
            label={say("users.activate")}
            of={user.name}
            onPress={() => void onActive(user, true)}
          />
        )
      }
    />
  );
}

interface ActProps {
  readonly label: string;
  readonly of: string;
  readonly onPress: () => void;
}

/** A small button in a row; its name says of what. */
function Act({ label, of, onPress }: ActProps) {
  return (
    <button
      type="button"
      class="button button-quiet"
      aria-label={`${label}: ${of}`}
      onClick={onPress}
    >
      {label}
    </button>
  );
}
