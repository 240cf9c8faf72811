import type { MeasureKind } from '@crosswatch/protocol'

/** What the codes of a measure are called on a page. */
export const measureTitles: Readonly<Record<MeasureKind, string>> = {
  'inspection-opened': 'Inspection opened',
  'investigation-opened': 'Investigation opened',
  'licence-suspended': 'Licence suspended or withdrawn',
  'licence-refused': 'Licence refused',
  'service-refused': 'Service refused',
  'entry-refused': 'Entry refused',
  'posting-removed': 'Posting taken down',
  'accounts-frozen': 'Accounts frozen',
  'public-warned': 'Public warned',
  'workers-assisted': 'Workers informed or assisted',
  referred: 'Referred to another authority',
  none: 'Looked into, nothing to be done',
}
