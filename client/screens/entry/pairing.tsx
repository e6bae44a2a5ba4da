/**
 * A television nobody has paired yet: a code in huge letters and the same as a QR code (SCR-3, SEC-10).
 * Nothing to press; it asks by itself until somebody approves it, and takes a new code when one lapses.
 */
import { useEffect, useState } from "preact/hooks";
import type { PairingStarted } from "../../../shared/wire/device.ts";
import { api } from "../../api.ts";
import { useHouse } from "../house.ts";
import { useTongue } from "../language.ts";
import { QrCode } from "./qr-code.tsx";

/** A little later than the server asks for, because networks are not clocks. */
const pollMs = ({ pollSeconds }: PairingStarted): number => pollSeconds * 1000 + 200;
/** How soon another code is asked for when the server gave none. */
const AGAIN_MS = 3_000;

/** Begins, polls, and begins again; `onPaired` when somebody has said yes. */
function usePairing(onPaired: () => void): PairingStarted | null {
  const [started, setStarted] = useState<PairingStarted | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let isOver = false;
    const later = (what: () => Promise<void>, ms: number) => {
      if (!isOver) timer = setTimeout(() => void what(), ms);
    };
    const begin = async (): Promise<void> => {
      const answer = await api.beginPairing();
      if (isOver) return;
      setStarted(answer.ok ? answer.value : null);
      if (answer.ok) return later(() => poll(answer.value), pollMs(answer.value));
      later(begin, Math.max(AGAIN_MS, (answer.problem.retryAfterSeconds ?? 0) * 1000));
    };
    const poll = async (own: PairingStarted): Promise<void> => {
      const answer = await api.pollPairing(own.secret);
      if (isOver) return;
      const state = answer.ok ? answer.value.state : "waiting";
      if (state === "paired") return onPaired();
      if (state === "gone") return begin();
      later(() => poll(own), pollMs(own));
    };
    void begin();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, []);
  return started;
}

export function Pairing() {
  const house = useHouse();
  const { words } = useTongue();
  const started = usePairing(() => void house.refresh());
  const address = `${location.origin}/televisions`;
  const code = started?.code ?? "";
  const half = code.length / 2;
  return (
    <main class="pairing" id="main">
      <h1>{words("pairing.title")}</h1>
      {started === null ? (
        <p class="pairing-wait">{words("pairing.waiting")}</p>
      ) : (
        <>
          <p class="hidden" role="status">
            {words("pairing.code", { code: [...code].join(" ") })}
          </p>
          <p class="pairing-code" aria-hidden="true">
            <span>{code.slice(0, half)}</span>
            <span>{code.slice(half)}</span>
          </p>
          <QrCode text={`${address}?code=${code}`} label={words("pairing.qr")} />
        </>
      )}
      <p class="pairing-how">{words("pairing.how")}</p>
      <p class="pairing-address">{address.replace(/^https?:\/\//, "")}</p>
    </main>
  );
}
