import gradingInformation from '../data/grading-information.json' with { type: 'json' }
import gradingSource from '../data/grading-source.json' with { type: 'json' }
import htcdsControl from '../data/htcds-control.json' with { type: 'json' }
import htcdsRecruitment from '../data/htcds-recruitment.json' with { type: 'json' }
import iloEcOperational from '../data/ilo-ec-operational.json' with { type: 'json' }
import iloForcedLabour from '../data/ilo-forced-labour.json' with { type: 'json' }
import iloRecruitmentFees from '../data/ilo-recruitment-fees.json' with { type: 'json' }
import isicSections from '../data/isic-sections.json' with { type: 'json' }
import recruitmentOffences from '../data/recruitment-offences.json' with { type: 'json' }
import tlp from '../data/tlp.json' with { type: 'json' }

/** A published list of codes, with where it comes from. The data files under `data/` are the lists. */
export interface CodeList {
  readonly list: string
  readonly title: string
  readonly source: string
  readonly version: number
  readonly codes: readonly { readonly code: string; readonly title: string }[]
}

/** The lists from which the grounds of an alert are chosen. */
export const codeListNames = [
  'ilo-forced-labour',
  'ilo-ec-operational',
  'ilo-recruitment-fees',
  'htcds-control',
  'htcds-recruitment',
  'recruitment-offences',
  'isic-sections',
] as const
export type CodeListName = (typeof codeListNames)[number]

export const codeLists: Readonly<Record<CodeListName, CodeList>> = {
  'ilo-forced-labour': iloForcedLabour,
  'ilo-ec-operational': iloEcOperational,
  'ilo-recruitment-fees': iloRecruitmentFees,
  'htcds-control': htcdsControl,
  'htcds-recruitment': htcdsRecruitment,
  'recruitment-offences': recruitmentOffences,
  'isic-sections': isicSections,
}

/** What the letters of a grade and the colours of a handling mean. */
export const handlingLists: {
  readonly tlp: CodeList
  readonly gradingSource: CodeList
  readonly gradingInformation: CodeList
} = {
  tlp,
  gradingSource,
  gradingInformation,
}

/** The title of a code, or undefined if the list does not have it. */
export function titleOfCode(list: CodeListName, code: string): string | undefined {
  return codeLists[list].codes.find((entry) => entry.code === code)?.title
}
