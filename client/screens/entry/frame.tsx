/** The quiet page around everything that happens before somebody is inside. */
import type { ComponentChildren } from "preact";
import { Brand } from "../brand.tsx";
import { LanguagePicker, ThemePicker } from "../controls.tsx";

interface FrameProps {
  readonly title: string;
  readonly about?: string;
  readonly children: ComponentChildren;
  readonly isWide?: boolean;
  readonly above?: ComponentChildren;
}

export function Frame({ title, about, children, isWide = false, above }: FrameProps) {
  return (
    <div class="entry" data-wide={isWide}>
      <header class="entry-head">
        <Brand />
        <div class="entry-choices">
          <LanguagePicker />
          <ThemePicker />
        </div>
      </header>
      <main class="entry-main" id="main" tabIndex={-1}>
        {above}
        <h1 tabIndex={-1}>{title}</h1>
        {about && <p class="entry-about">{about}</p>}
        {children}
      </main>
    </div>
  );
}
