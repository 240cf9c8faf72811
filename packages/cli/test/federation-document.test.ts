import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { verifyFederation } from '@crosswatch/crypto'
import { testTerminal } from './support/terminal.ts'

// Four jurisdictions with real roots in sealed files, and a folder that stands for the machines and memory sticks of all.

const now = '2031-05-20T10:00:00.000Z'
const chain = 'federation-document.json'
const { run, directory } = testTerminal(t, { now })
const path = (name: string) => join(directory, name)
const contentOf = (name: string) => readFileSync(path(name), 'utf8')
const roots = new Map<string, string>()

interface View {
  readonly digest: string
  readonly pin: string
  readonly version: number
}

t.before(async () => {
  writeFileSync(path('pass'), 'several words for the root\n')
  for (const code of ['XA', 'XB', 'XC', 'XD']) {
    const { json } = await run(`keys create root --out ${code}.root.json --passphrase-file pass --json`)
    roots.set(code, (json as { publicKey: string }).publicKey)
  }
})

/** Writes a file of members; `overrides` by jurisdiction code. */
function writeMembers(codes: readonly string[], overrides: Readonly<Record<string, object>> = {}) {
  const members = codes.map((jurisdiction) => ({
    jurisdiction,
    name: `Jurisdiction ${jurisdiction}`,
    root: roots.get(jurisdiction),
    contact: { desk: `Duty desk ${jurisdiction}` },
    ...overrides[jurisdiction],
  }))
  const parameters = { heartbeatSeconds: 60, hubRetentionDays: 30 }
  writeFileSync(path('members.json'), JSON.stringify({ federation: 'example', members, parameters }))
}

const sign = (file: string, code: string, more = '') =>
  run(`federation sign ${file} --root ${code}.root.json --root-passphrase-file pass ${more}`)

async function draftOf(out: string, more = ''): Promise<View> {
  const drafted = await run(`federation draft members.json --out ${out} --json ${more}`)
  t.equal(drafted.exitCode, 0, drafted.stderr)
  return drafted.json as View
}

/** A federation of XA, XB and XC, in the file `name`. */
async function found(t: Test, name: string): Promise<View> {
  writeMembers(['XA', 'XB', 'XC'])
  const draft = await draftOf(`${name}.draft`)
  for (const code of ['XA', 'XB']) t.equal((await sign(`${name}.draft`, code)).exitCode, 0)
  const appended = await run(`federation append ${name}.draft --to ${name}`)
  t.equal(appended.exitCode, 0, appended.stderr)
  return draft
}

void t.test('three members found a federation, each on a copy of its own', async (t) => {
  writeMembers(['XA', 'XB', 'XC'])
  const drafted = await run('federation draft members.json --out v1.draft')
  t.equal(drafted.exitCode, 0, drafted.stderr)
  const [, digest = ''] = /^Digest ([0-9a-f]{64})$/m.exec(drafted.stdout) ?? []
  t.match(drafted.stdout, /example, version 1, the first\.\n/)
  t.match(drafted.stdout, /\nadded +XB +- +Jurisdiction XB; root [0-9a-f]{32}; Duty desk XB\n/)
  t.match(drafted.stdout, /Signed by nobody yet; 2 more of XA, XB, XC must sign\./)

  for (const code of ['XA', 'XB', 'XC']) {
    copyFileSync(path('v1.draft'), path(`v1.${code}.draft`))
    const signed = await sign(`v1.${code}.draft`, code, `--digest ${digest}`)
    t.equal(signed.exitCode, 0, signed.stderr)
    t.match(signed.stderr, `Digest ${digest}`, 'what is signed is shown before the root is opened')
    t.match(signed.stdout, `Signed by ${code}; 1 more of`)
  }

  await t.test('one signature is too few, and nothing is written', async (t) => {
    const alone = await run(`federation append v1.XB.draft --to ${chain} --json`)
    t.equal(alone.exitCode, 3)
    t.match(alone.json, { error: { message: /Signed by XB; 1 more of XA, XC must sign\. Nothing was/ } })
    t.notOk(existsSync(path(chain)))
  })

  await t.test('another pin than the one that was handed over is refused', async (t) => {
    const other = await run(`federation append v1.XA.draft v1.XB.draft --to ${chain} --pin ${'0'.repeat(64)}`)
    t.equal(other.exitCode, 3, other.stdout)
    t.notOk(existsSync(path(chain)))
  })

  const appended = await run(`federation append v1.XA.draft v1.XB.draft v1.XC.draft --to ${chain}`)
  t.equal(appended.exitCode, 0, appended.stderr)
  t.match(appended.stdout, `Pin ${digest}`, 'the digest that all compared is the pin')
  t.match(appended.stdout, 'Signed by XA, XB, XC: enough, 2 of 3 were needed.')
  t.same([...verifyFederation(contentOf(chain), digest).members.keys()], ['XA', 'XB', 'XC'])
  t.equal(statSync(path(chain)).mode & 0o044, 0o044, 'services under other users can read it')
  const verified = await run(`federation verify --federation-file ${chain} --pin ${digest}`)
  t.match(verified.stdout, /example, version 1: signed as it must be/)

  const twice = await run(`federation append v1.XA.draft v1.XB.draft --to ${chain}`)
  t.equal(twice.exitCode, 2)
  t.match(twice.stderr, /exists already; a first version needs a file of its own/)
})

void t.test('two of three vote a member out, another in, and change a name', async (t) => {
  const { pin } = await found(t, 'voted.json')
  writeMembers(['XA', 'XB', 'XD'], { XB: { name: 'Republic of XB' } })
  const drafted = await run(`federation draft members.json --from voted.json --pin ${pin} --out v2.draft`)
  t.equal(drafted.exitCode, 0, drafted.stderr)
  t.match(drafted.stdout, `example, version 2, after version 1 (pin ${pin}).`)
  t.match(drafted.stdout, /\nname +XB +Jurisdiction XB +Republic of XB\n/)
  t.match(drafted.stdout, /\nadded +XD +- /)
  t.match(drafted.stdout, /\nremoved +XC +Jurisdiction XC; /)
  t.notMatch(drafted.stdout, /parameter|contact/)

  const newcomer = await sign('v2.draft', 'XD')
  t.equal(newcomer.exitCode, 1)
  t.match(newcomer.stderr, /no member who may sign version 2; those are XA, XB, XC, with their roots of/)

  t.equal((await sign('v2.draft', 'XA')).exitCode, 0)
  const early = await run(`federation append v2.draft --to voted.json --pin ${pin}`)
  t.equal(early.exitCode, 3)
  t.match(early.stderr, /Signed by XA; 1 more of XB, XC must sign/)
  t.equal(contentOf('voted.json').trimEnd().split('\n').length, 1, 'the file is as it was')

  t.match((await sign('v2.draft', 'XB')).stdout, 'Signed by XA, XB: enough, 2 of 3 were needed.')
  const appended = await run('federation append v2.draft --to voted.json --json')
  t.match(appended.json, { version: 2, pin, signers: ['XA', 'XB'], missing: 0 })
  const federation = verifyFederation(contentOf('voted.json'), pin)
  t.same([...federation.members.keys()], ['XA', 'XB', 'XD'])
  t.same(
    readdirSync(directory).filter((name) => name.endsWith('.new')),
    [],
    'nothing is left beside',
  )

  const again = await run('federation append v2.draft --to voted.json')
  t.equal(again.exitCode, 1)
  t.match(again.stderr, /ends with this version already/)
})

void t.test('a new root in the place of a stolen one, and what that costs, are shown', async (t) => {
  const { pin } = await found(t, 'stolen.json')
  writeMembers(['XA', 'XB', 'XC'], { XC: { root: roots.get('XD') } })
  const drafted = await run(
    `federation draft members.json --from stolen.json --pin ${pin} --out stolen.draft`,
  )
  t.match(drafted.stdout, /\nroot +XC +[0-9a-f]{32} +[0-9a-f]{32}\n/)
  t.match(drafted.stdout, /XC loses what it issued/)
})

void t.test('a draft that another one overtook is not appended', async (t) => {
  const { pin } = await found(t, 'late.json')
  writeMembers(['XA', 'XB'])
  await draftOf('late.draft', `--from late.json --pin ${pin}`)
  writeMembers(['XA', 'XB', 'XC', 'XD'])
  await draftOf('quick.draft', `--from late.json --pin ${pin}`)
  for (const file of ['late.draft', 'quick.draft'])
    for (const code of ['XA', 'XB']) t.equal((await sign(file, code)).exitCode, 0)
  t.equal((await run('federation append quick.draft --to late.json')).exitCode, 0)
  const late = await run('federation append late.draft --to late.json')
  t.equal(late.exitCode, 1)
  t.match(late.stderr, /has another version 2 already; draft anew/)

  const mixed = await run('federation append late.draft quick.draft --to late.json')
  t.equal(mixed.exitCode, 3)
  t.match(mixed.stderr, /another draft than late\.draft: their digests are/)
})

void t.test('signing refuses what nobody should sign', async (t) => {
  writeMembers(['XA', 'XB', 'XC'])
  const { digest } = await draftOf('refused.draft')
  const unsigned = contentOf('refused.draft')

  const wrong = await sign('refused.draft', 'XD')
  t.equal(wrong.exitCode, 1)
  t.match(wrong.stderr, /that of no member who may sign version 1; those are XA, XB, XC\./)

  const misfit = await sign('refused.draft', 'XA', `--digest ${'0'.repeat(64)}`)
  t.equal(misfit.exitCode, 3)
  t.match(misfit.stderr, /another draft than was agreed on\. Nothing was signed/)
  t.equal((await sign('refused.draft', 'XA', '--digest 0f3a')).exitCode, 2, 'not by its first digits')
  t.equal(contentOf('refused.draft'), unsigned, 'the file is as it was')

  t.equal((await sign('refused.draft', 'XA', `--digest ${digest}`)).exitCode, 0)
  const twice = await sign('refused.draft', 'XA')
  t.equal(twice.exitCode, 1)
  t.match(twice.stderr, /XA has signed refused\.draft already/)

  t.equal((await run('federation sign pass --root XA.root.json --root-passphrase-file pass')).exitCode, 2)
  t.match((await sign('members.json', 'XA')).stderr, /is no draft of a federation document/)
})

void t.test('a draft that was changed after a signature is refused everywhere', async (t) => {
  writeMembers(['XA', 'XB', 'XC'])
  const { digest } = await draftOf('changed.draft')
  const unsigned = contentOf('changed.draft')
  t.equal((await sign('changed.draft', 'XA')).exitCode, 0)
  writeFileSync(path('changed.draft'), withOtherName(contentOf('changed.draft')))
  for (const attempt of [
    await sign('changed.draft', 'XB'),
    await run('federation append changed.draft --to changed.json'),
  ]) {
    t.equal(attempt.exitCode, 3)
    t.match(attempt.stderr, /changed\.draft bears a signature that is no voting member's/)
  }
  t.notOk(existsSync(path('changed.json')))

  writeFileSync(path('unsigned.draft'), withOtherName(unsigned))
  const before = await sign('unsigned.draft', 'XB', `--digest ${digest}`)
  t.equal(before.exitCode, 3, 'without a signature, the digest tells')
})

/** The draft file with another name of a member in its payload. */
function withOtherName(content: string): string {
  const file = JSON.parse(content) as { envelope: { payload: string } }
  const payload = Buffer.from(file.envelope.payload, 'base64').toString()
  file.envelope.payload = Buffer.from(payload.replace('Jurisdiction XB', 'Jurisdiction XX')).toString(
    'base64',
  )
  return JSON.stringify(file)
}

void t.test('a history that its members did not sign is no ground to vote on', async (t) => {
  const { pin } = await found(t, 'forged.json')
  writeMembers(['XA', 'XB'])
  await draftOf('forged.draft', `--from forged.json --pin ${pin}`)
  const file = JSON.parse(contentOf('forged.draft')) as { before: string[] }
  file.before = file.before.map((line) => {
    const envelope = JSON.parse(line) as { signatures: unknown[] }
    return JSON.stringify({ ...envelope, signatures: envelope.signatures.slice(1) })
  })
  writeFileSync(path('forged.draft'), JSON.stringify(file))
  const signed = await sign('forged.draft', 'XA')
  t.equal(signed.exitCode, 3)
  t.match(signed.stderr, /Version 1 of the federation is refused: 1 members signed it and 2 are needed/)

  const other = await run(
    `federation draft members.json --from forged.json --pin ${'0'.repeat(64)} --out x.draft`,
  )
  t.equal(other.exitCode, 3)
  t.notOk(existsSync(path('x.draft')))
})

void t.test('a write that fails leaves the whole file as it was', async (t) => {
  const { pin } = await found(t, 'whole.json')
  writeMembers(['XA', 'XB'])
  await draftOf('whole.draft', `--from whole.json --pin ${pin}`)
  const obstructed = async (file: string, attempt: () => ReturnType<typeof run>) => {
    const content = contentOf(file)
    mkdirSync(path(`${file}.new`))
    t.not((await attempt()).exitCode, 0)
    t.equal(contentOf(file), content)
    rmdirSync(path(`${file}.new`))
  }
  await obstructed('whole.draft', () => sign('whole.draft', 'XA'))
  for (const code of ['XA', 'XC']) t.equal((await sign('whole.draft', code)).exitCode, 0)
  const append = () => run(`federation append whole.draft --to whole.json --pin ${pin}`)
  await obstructed('whole.json', append)
  chmodSync(path('whole.json'), 0o664)
  t.equal((await append()).exitCode, 0, 'and can be tried again')
  t.equal(statSync(path('whole.json')).mode & 0o777, 0o664, 'permissions stay')
})

void t.test('drafting says what is wrong with the members, and overwrites nothing', async (t) => {
  const { pin } = await found(t, 'known.json')
  const draft = (more: string) => run(`federation draft members.json --out wrong.draft ${more}`)
  const same = await draft(`--from known.json --pin ${pin}`)
  t.equal(same.exitCode, 2)
  t.match(same.stderr, /says what version 1 says already/)
  t.match((await draft('--from known.json')).stderr, /--from needs --pin/)
  t.match((await draft(`--pin ${pin}`)).stderr, /--pin belongs to --from/)

  writeMembers(['XA', 'XB'], { XB: { root: roots.get('XA') } })
  t.match((await draft('')).stderr, /two members share a root key/)
  writeMembers(['XA', 'XB'], { XB: { root: 'short' } })
  const short = await draft('')
  t.equal(short.exitCode, 2)
  t.match(short.stderr, /members\.json is no list of members: \/members\/1\/root must match/)
  writeMembers(['XA', 'XB'], { XB: { root: `${'A'.repeat(43)}=` } })
  t.match((await draft('')).stderr, /not a point of the prime-order subgroup/)
  writeMembers(['XA', 'XB'], { XB: { name: 'Cafe\u0301' } })
  const decomposed = await draft('')
  t.equal(decomposed.exitCode, 2)
  t.match(decomposed.stderr, /normal form C/)
  t.notOk(existsSync(path('wrong.draft')))

  writeMembers(['XA', 'XB'], { XB: { name: 'Evil\u202E\u009B2K' } })
  const shown = await draft('')
  t.match(
    shown.stdout,
    String.raw`Evil\u{202e}\u{9b}2K`,
    'what would change the screen is shown as what it is',
  )
  const content = contentOf('wrong.draft')
  const again = await draft('')
  t.equal(again.exitCode, 2)
  t.match(again.stderr, /exists already; name another file, since it may hold signatures/)
  t.equal(contentOf('wrong.draft'), content)
})
