/** The fields of the draft form, by section. What stands in a section that the category does not show is carried along. */
export const identityFields = [
  'subject',
  'nameFull',
  'nameKind',
  'nameScript',
  'nameParts',
  'birthDates',
  'sex',
  'nationalities',
  'places',
  'documents',
  'registrations',
  'phones',
  'emails',
  'urls',
  'handles',
  'accounts',
] as const

export const postingFields = [
  'postTitle',
  'postEmployer',
  'postOccupation',
  'postCountry',
  'postLocality',
  'postPay',
  'postFee',
  'postLanguage',
  'postSeenOn',
  'postText',
] as const

const generalFields = [
  'category',
  'mode',
  'authority',
  'ground',
  'narrative',
  'legalBasis',
  'decisionReference',
  'statement',
  'gradeSource',
  'gradeInformation',
  'tlp',
  'onwardUse',
  'purposes',
  'cautions',
  'validFrom',
  'validUntil',
  'linkAlert',
  'linkKind',
  'linkReason',
  'caseReference',
  'exhibits',
  'notes',
] as const

export const draftFields = [...identityFields, ...postingFields, ...generalFields, 'step'] as const

/** Which field a place in a draft is typed into. */
export function fieldOfPath(path: string): string | undefined {
  const [, first = '', second = '', third = ''] = path.split('/')
  switch (first) {
    case 'identity':
      return second === 'names' || second === '' ? `name-${Number(third || 0) + 1}` : second
    case 'posting':
      return postingFieldOf[second] ?? 'postTitle'
    case 'grounds':
      return second === 'codes' || second === '' ? 'ground' : second
    case 'grade':
      return second === 'information' ? 'gradeInformation' : 'gradeSource'
    case 'handling':
      return second === 'onwardUse' ? 'onwardUse' : 'tlp'
    case 'evidence':
      return second === 'exhibits' ? 'exhibits' : 'caseReference'
    case 'links':
      return 'link-1'
    default:
      return generalFields.find((field) => field === first)
  }
}

const postingFieldOf: Readonly<Record<string, string>> = {
  title: 'postTitle',
  employerClaimed: 'postEmployer',
  occupation: 'postOccupation',
  country: 'postCountry',
  locality: 'postLocality',
  pay: 'postPay',
  feeAsked: 'postFee',
  language: 'postLanguage',
  seenOn: 'postSeenOn',
  text: 'postText',
}
