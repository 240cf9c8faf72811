import type { NoteKey } from '../../evidence/signed-note.ts'
import type { VerifiedRecord } from '../../evidence/verify-evidence.ts'
import { type BundlePolicy, bundlePolicyWords, searchedWords } from './evidence-words.ts'

export interface VerifiedBundle {
  /** The key with which the verifier knows the log. */
  readonly log: NoteKey
  /** When the bundle was made, as it says itself. */
  readonly madeAt: string
  /** SHA-256 of the file, in hexadecimal. */
  readonly digest: string
  readonly records: readonly VerifiedRecord[]
  /** Whether the witnesses are enough for the policy of whoever verified. */
  readonly policy: 'met' | 'none'
  /** The same for the policy that the bundle states. */
  readonly bundlePolicy: BundlePolicy
  readonly at: Date
}

/**
 * What was verified of a bundle, as a page to be printed for a court: the records in the clear, what was proved of each in words, who
 * has signed, and how to verify it by oneself. Which log it is and whose, comes from the verifier's key and the records; what is only
 * the bundle's word is said to be so. The page loads nothing and runs nothing.
 */
export function evidenceReport(verified: VerifiedBundle): string {
  const { log, madeAt, digest, records, policy, bundlePolicy, at } = verified
  const [first] = records
  const signers = first?.signers.filter((name) => records.every((record) => record.signers.includes(name)))
  const title = `Extract of an access log of ${escape(first?.jurisdiction ?? '')}`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>This report shows ${records.length === 1 ? 'one record' : `${records.length} records`} of the access log <b>${escape(log.name)}</b>.
Each was verified, without the help of whoever keeps the log. It holds personal data.</p>
${fields([
  ['Bundle made, as it says itself', madeAt],
  ['Verified', at.toISOString()],
  ['SHA-256 of the bundle', digest],
  ['Signed by', signers?.join(', ') ?? ''],
  ['Confirmed by others', policyWords[policy]],
  ["The node's own rule", bundlePolicyWords[bundlePolicy]],
])}
<h2>What was proved</h2>
<ol>
<li>Each record is, to the letter, the one that the log committed to when it was written.</li>
<li>Each stands at its place in the log: with the hashes of its neighbours it leads to the root that the checkpoint states. A record that
was changed, or put in later at this place, would lead to another root.</li>
<li>The checkpoint was signed with the key of the log, and by everyone named above. A witness signs only what continues
the log as it has seen it, and so no second history of it.</li>
<li>Where it is shown what was searched, that was decrypted from the record itself, and cannot be another text than the one that was committed to.</li>
</ol>
<p>It was not proved that these are all the records about a person or an officer: a bundle holds those that were chosen.</p>
<h2>Records</h2>
${records.map(recordSection).join('\n')}
<h2>Verify it yourself</h2>
<p>Take the public key of the log, and the keys of witnesses or a policy, from somebody other than who gave you the bundle: another
jurisdiction, or the federation document. Compare the SHA-256 of your file with the one above. Then, without a network:</p>
<pre>crosswatch audit verify-bundle evidence.json --vkey log.vkey --policy policy.txt</pre>
<p>The key of the log with which this was verified, to compare with the one you have:</p>
<pre>${escape(log.text)}</pre>
<p>Proofs and checkpoints are in the public formats C2SP tlog-proof, tlog-checkpoint and tlog-cosignature: programs of others verify them too.</p>
</main>
</body>
</html>
`
}

const policyWords: Readonly<Record<VerifiedBundle['policy'], string>> = {
  met: 'By as many witnesses as the policy of the verifier asks for',
  none: 'The verifier gave no policy; only those named above were looked for',
}

function recordSection({ index, size, root, record, terms }: VerifiedRecord): string {
  const shown = Object.entries(record).filter(
    ([name, value]) => name !== 'v' && name !== 'terms' && !(Array.isArray(value) && value.length === 0),
  )
  return `<section>
<h3>Record ${escape(index)}</h3>
<p>At place ${escape(index)}, counted from 0, of a log of ${escape(size)} entries with the root <code>${escape(root)}</code>.</p>
${fields([...shown, ['searched', searchedWords(terms)]])}
</section>`
}

function fields(rows: readonly (readonly [string, unknown])[]): string {
  const lines = rows.map(
    ([name, value]) =>
      `<tr><th scope="row">${escape(name)}</th><td>${escape(readable(value).join('\n'))}</td></tr>`,
  )
  return `<table>${lines.join('')}</table>`
}

/** A value as lines to be read: names before values, what is within something indented. */
function readable(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [String(value)]
  if (Array.isArray(value)) {
    const plain = value.every((item) => typeof item !== 'object')
    return plain ? [value.join(', ')] : value.flatMap(readable)
  }
  return Object.entries(value).flatMap(([name, within]) => {
    const [first = '', ...rest] = readable(within)
    return typeof within !== 'object' || (rest.length === 0 && Array.isArray(within))
      ? [`${name}: ${first}`]
      : [`${name}:`, ...[first, ...rest].map((line) => `  ${line}`)]
  })
}

/** What a bundle holds was written by officers and those whom they searched for: none of it is markup. */
function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

const style = `
@page { size: A4; margin: 20mm;
  @top-left { content: 'Extract of an access log'; font: 9pt Georgia, serif }
  @bottom-right { content: 'Page ' counter(page) ' of ' counter(pages); font: 9pt Georgia, serif } }
body { font: 11pt/1.45 Georgia, serif; color: #111; margin: 0 }
main { max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 18pt } h2 { font-size: 14pt; margin-top: 2rem } h3 { font-size: 12pt }
h1, h2, h3 { break-after: avoid }
table { width: 100%; border-collapse: collapse; table-layout: fixed }
th, td { text-align: left; vertical-align: top; padding: .25rem .5rem .25rem 0; border-bottom: 1px solid #bbb; overflow-wrap: anywhere }
td { white-space: pre-wrap }
th { width: 30% }
tr, pre { break-inside: avoid }
code, pre { font: 9pt/1.4 monospace; overflow-wrap: anywhere; white-space: pre-wrap }
@media print { main { margin: 0; padding: 0; max-width: none } }
`
