import { findClusters, findLooksOutsidePost, type PersonLook, watchedDays } from '@crosswatch/audit'
import { generator } from './generator.ts'

export interface SimulatedCompany {
  /** Findings about officers who did nothing but their work, for each officer and month. */
  readonly clusterFalseAlarms: number
  readonly outsidePostFalseAlarms: number
  /** From the first of six colleagues who look for a neighbour, one every other day, until they are noticed. */
  readonly neighbourAfterDays: number | undefined
  readonly outsidePost: readonly { readonly perDay: number; readonly detectedAfterDays: number | undefined }[]
}

const purposes = ['criminal-investigation', 'labour-inspection', 'licensing-check'] as const

/**
 * A month of officers of ten authorities, each of which looks for one purpose, and in one look of fifty for another. One look in
 * five thousand is for one of twenty people in the news, under a case that several work on; of the others, among half a million, two
 * officers in a hundred look for somebody that a colleague has on another case.
 */
export function simulateCompany(officers: number, seed: number): SimulatedCompany {
  const random = generator(seed)
  const pick = (count: number) => Math.floor(random() * count)
  const persons: PersonLook[] = []
  const board = new Map<string, { officer: string; authority: string; purpose: string; looks: number }>()
  const look = (
    officer: string,
    authority: string,
    purpose: string,
    person: string,
    reference: string | null,
  ) => {
    persons.push({ person, authority, officer, reference })
    const key = JSON.stringify([officer, purpose])
    const row = board.get(key) ?? { officer, authority, purpose, looks: 0 }
    board.set(key, row)
    row.looks++
  }
  const people = Array.from({ length: officers }, (_, i) => ({
    name: `officer-${i}`,
    authority: `authority-${i % 10}`,
    purpose: purposes[(i % 10) % 2] ?? purposes[0],
  }))
  let neighbour: number | undefined
  const strangers = [5, 2, 1].map((perDay) => ({ perDay, found: undefined as number | undefined }))
  const flagged = { cluster: new Set<string>(), post: new Set<string>() }
  for (let day = 0; day < watchedDays; day++) {
    for (const { name, authority, purpose } of day % 7 < 5 ? people : []) {
      for (let turn = 10 + pick(20); turn > 0; turn--) {
        const stated = random() < 0.02 ? (purposes[pick(2)] ?? purpose) : purpose
        const known = random() < 0.0002 ? pick(20) : undefined
        const person = known === undefined ? `person-${pick(500_000)}` : `known-${known}`
        const reference = known === undefined ? `${name} case ${pick(40)}` : `case of known-${known}`
        look(name, authority, stated, person, random() < 0.9 ? reference : null)
      }
    }
    if (day % 2 === 0 && day < 12)
      look(`curious-${day / 2}`, 'authority-0', 'labour-inspection', 'neighbour', `own ${day}`)
    for (const { perDay } of strangers) {
      const name = `stranger ${perDay}`
      for (let turn = 0; turn < (day % 7 < 5 ? 20 : 0); turn++)
        look(name, 'authority-1', 'labour-inspection', `person-${pick(500_000)}`, `file ${pick(40)}`)
      for (let turn = 0; turn < (day % 7 < 5 ? perDay : 0); turn++)
        look(name, 'authority-1', 'licensing-check', `person-${pick(500_000)}`, `file ${pick(40)}`)
    }
    const clusters = new Set(findClusters(persons).map(({ officer }) => officer))
    const rows = [...board.values()].map((row) => ({ ...row, referenced: row.looks }))
    // Each stranger by itself: together they would be colleagues with a purpose of their own.
    for (const one of strangers) {
      const name = `stranger ${one.perDay}`
      const others = rows.filter(({ officer }) => officer === name || !officer.startsWith('stranger'))
      if (findLooksOutsidePost(others).some(({ officer }) => officer === name)) one.found ??= day + 1
    }
    if (clusters.has('curious-0')) neighbour ??= day + 1
    const outside = new Set(findLooksOutsidePost(rows).map(({ officer }) => officer))
    for (const { name } of people) {
      if (clusters.has(name)) flagged.cluster.add(name)
      if (outside.has(name)) flagged.post.add(name)
    }
  }
  return {
    clusterFalseAlarms: flagged.cluster.size / officers,
    outsidePostFalseAlarms: flagged.post.size / officers,
    neighbourAfterDays: neighbour,
    outsidePost: strangers.map(({ perDay, found }) => ({ perDay, detectedAfterDays: found })),
  }
}
