/** Stores whose log was written before there were pseudonyms: it holds the sources' own ids and names. */
import { type Store, StoreTooOld } from "../store/store.ts";

/** Says that every entry of this log was written with pseudonyms. */
const MARK = "pseudonyms";

/**
 * Marks an empty store, and lets a marked one pass. Throws StoreTooOld for any other: rewriting its log
 * would change what its backups and passports prove, and nothing was released that wrote such a log.
 */
export async function refuseNamed(
  store: Pick<Store, "appended" | "setting" | "putSetting">,
  file: string,
): Promise<void> {
  if ((await store.setting(MARK)) !== null) return;
  if ((await store.appended()) > 0) {
    throw new StoreTooOld(
      `${file} was written before Deskpulse kept pseudonyms: its log holds the sources' own ids of people. Keep the file, start with a new one, and send or import the events again; the organisation comes out of the old one with "admin org" of version 0.1.0.`,
    );
  }
  await store.putSetting(MARK, "1");
}
