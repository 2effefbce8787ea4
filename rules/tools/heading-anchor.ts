/** The anchor GitHub and VS Code give a heading. Both keep the explicit `{#id}` in it, as words like any others. */
export function headingAnchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}
