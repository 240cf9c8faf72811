/** What remains of an alert whose content is erased: destroying the wrapped keys erases what they open. */
export const noContent = {
  core: null,
  coreKey: null,
  compartments: [],
  notes: null,
  notesKey: null,
} as const
