/** Our mark and name. */
export function Brand() {
  return (
    <span class="brand">
      <svg class="brand-mark" viewBox="0 0 20 20" aria-hidden="true">
        <path d="M2 11h3.5l2.5-7 4 12 2.5-5H18" />
      </svg>
      <span>Deskpulse</span>
    </span>
  );
}
