/** The frame of an ordinary page: its heading, what it is for, what one can do, and its sections. */
import type { ComponentChildren } from "preact";

interface PageHeadProps {
  readonly title: string;
  readonly about?: string;
  readonly children?: ComponentChildren;
}

export function PageHead({ title, about, children }: PageHeadProps) {
  return (
    <header class="page-head">
      <div>
        <h1 tabIndex={-1}>{title}</h1>
        {about && <p>{about}</p>}
      </div>
      {children && <div class="page-actions">{children}</div>}
    </header>
  );
}

interface SectionProps {
  /** Where a link within the page leads. */
  readonly id?: string;
  readonly title: string;
  readonly about?: string;
  readonly children: ComponentChildren;
  readonly actions?: ComponentChildren;
}

export function Section({ id, title, about, children, actions }: SectionProps) {
  return (
    <section class="section" {...(id === undefined ? {} : { id })}>
      <header class="section-head">
        <div>
          <h2>{title}</h2>
          {about && <p>{about}</p>}
        </div>
        {actions}
      </header>
      {children}
    </section>
  );
}
