import type { Purpose, QueryAnswer } from '@crosswatch/protocol'
import { html, type Html, type HtmlValue } from '../../html/html.ts'
import { purposeTitles } from '../../words/access-words.ts'
import type { Times } from '../../words/times.ts'

export type Verdict = QueryAnswer['verdict']

/** An answer that rests on drills alone must never be acted upon. */
export function isExercise({ results }: QueryAnswer): boolean {
  return results.length > 0 && results.every(({ mode }) => mode === 'exercise')
}

/** An answer that rests on alerts alone that are flagged here. */
function isFlagged({ results }: QueryAnswer): boolean {
  return results.length > 0 && results.every(({ flagged }) => flagged === true)
}

export const verdictWords: Readonly<Record<Verdict, string>> = {
  hit: 'HIT',
  possible: 'POSSIBLE',
  none: 'NO HIT',
}

/** The first thing an officer sees: the word, a shape of its own for each verdict, and what to do. */
export function verdictBand(answer: QueryAnswer, purpose: Purpose, times: Times): Html {
  const exercise = isExercise(answer)
  const word = verdictWords[answer.verdict]
  return html`<div class="cw-verdict cw-verdict--${answer.verdict}${exercise && ' cw-verdict--exercise'}">
    ${shapes[answer.verdict]}
    <div class="cw-verdict__words" id="verdict">
      <h2 class="cw-verdict__word">
        ${exercise && html`<span class="cw-verdict__drill">EXERCISE</span> `}${isFlagged(answer) && html`<span class="cw-verdict__drill">FLAGGED</span> `}${word}
      </h2>
      <p class="cw-verdict__what">${whatToDo(answer, purpose, exercise)}</p>
    </div>
    <p class="cw-verdict__time">${times.exact(answer.at)}</p>
  </div>`
}

function whatToDo(answer: QueryAnswer, purpose: Purpose, exercise: boolean): HtmlValue {
  const { verdict, results } = answer
  if (exercise) return 'This is a drill. Do not act upon it.'
  if (isFlagged(answer)) return 'Flagged in this jurisdiction. Do not act upon it.'
  // Alerts that may not be used for the purpose are not searched, so the answer says for which one it holds.
  if (verdict === 'none')
    return `No alert for this purpose matches (${purposeTitles[purpose].toLowerCase()}).`
  if (verdict === 'possible') {
    const named = results.some(({ label }) => label !== undefined)
    return named
      ? 'Compare the facts below before you do anything.'
      : 'Open the record and compare before you do anything.'
  }
  // In front of somebody who must not notice, the discreet way comes first.
  const actual = results.filter(({ mode, flagged }) => mode === 'actual' && flagged !== true)
  const leading = actual.find(({ action }) => action === 'record-discreetly') ?? actual[0]
  return leading?.instruction
}

const shape = (paths: Html) =>
  html`<svg class="cw-verdict__shape" viewBox="0 0 64 64" aria-hidden="true" focusable="false">${paths}</svg>`

/** Octagon, triangle and circle: told apart without any colour. */
const shapes: Readonly<Record<Verdict, Html>> = {
  hit: shape(
    html`<path class="cw-shape-fill" d="M20 4h24l16 16v24L44 60H20L4 44V20z" />
      <path class="cw-shape-sign" d="M32 16v22M32 46v3" />`,
  ),
  possible: shape(
    html`<path class="cw-shape-fill" d="M32 5 62 58H2z" />
      <path class="cw-shape-sign" d="M25 31c0-9 14-9 14 0 0 6-7 6-7 12M32 50v2" />`,
  ),
  none: shape(
    html`<circle class="cw-shape-fill" cx="32" cy="32" r="28" />
      <path class="cw-shape-sign" d="M18 32h28" />`,
  ),
}

const meanings: Readonly<Record<Verdict, string>> = {
  hit: 'An alert matches. Do what the answer says.',
  possible: 'An alert may match. Compare the facts before you do anything.',
  none: 'No alert that may be used for this purpose matches.',
}

/** What the answers look like and mean, shown until there is one. */
export function verdictLegend(): Html {
  return html`<dl class="cw-legend">
    ${(['hit', 'possible', 'none'] as const).map(
      (verdict) =>
        html`<div class="cw-legend__${verdict}">
          <dt>${shapes[verdict]} ${verdictWords[verdict]}</dt>
          <dd>${meanings[verdict]}</dd>
        </div>`,
    )}
  </dl>`
}
