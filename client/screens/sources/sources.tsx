/** Is everything arriving, and what was refused? (SCR-13 to SCR-16) */
export function Sources() {
  return <main class="page" id="main" tabIndex={-1} />;
}
