// Reads TAP 14 as tap writes it: one subtest per file at the margin, subtests of it indented, a YAML block after what failed,
// and `# { total: 30, pass: 29, fail: 1 }` at the end.

export type TapReader = {
  read(line: string): void
  totals(): { readonly passed: number; readonly failed: number }
}

/** Prints one line per file, every failed assertion with its diagnosis, and every skip with its reason. */
export function createTapReader(print: (line: string) => void): TapReader {
  let passed = 0
  let failed = 0
  let afterFailure = false
  let insideDiagnosis = false
  let explained = false

  return {
    read(line) {
      if (insideDiagnosis) {
        print(line)
        insideDiagnosis = !/^\s*\.\.\.$/.test(line)
        return
      }
      if (afterFailure && /^\s*---$/.test(line)) {
        insideDiagnosis = true
        print(line)
      }
      afterFailure = false
      const result = /^(\s*)(not )?ok \d+(?: - )?(.*)$/.exec(line)
      if (result !== null) {
        const [, indent = '', not, text = ''] = result
        const skipped = / # SKIP\b/i.test(text)
        const wrong = not !== undefined && !/ # TODO\b/i.test(text)
        if (indent === '') print(suiteLine(!wrong, text))
        else if (wrong) print(line)
        else if (skipped) print(`       skipped: ${text.replace(/ # SKIP\s*/i, ': ')}`)
        // A subtest (it has a time) fails because of what stands in it; a file may also fail as a whole.
        const subtest = / # time=/.test(text)
        afterFailure = wrong && (!subtest || (indent === '' && !explained))
        explained = indent === '' ? false : explained || afterFailure
        return
      }
      const totals = /^# \{ total: \d+(.*) \}$/.exec(line)?.[1]
      if (totals !== undefined) {
        passed = numberAfter('pass', totals)
        failed = numberAfter('fail', totals)
      }
    },
    totals: () => ({ passed, failed }),
  }
}

function suiteLine(ok: boolean, text: string): string {
  const [name = '', milliseconds] = text.split(/ # time=([\d.]+)ms.*$/)
  const seconds =
    milliseconds === undefined ? '' : `${(Number(milliseconds) / 1000).toFixed(1).padStart(6)} s`
  return `${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(60)} ${seconds}`
}

function numberAfter(word: string, text: string): number {
  return Number(new RegExp(`\\b${word}: (\\d+)`).exec(text)?.[1] ?? 0)
}
