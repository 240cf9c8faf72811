import { execFile } from 'node:child_process'
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  hashPassword,
  newContentKey,
  newSeed,
  pinOf,
  sealKeyFile,
  signFederation,
  signerFromSeed,
  storageKeyFrom,
  writeKeyFile,
} from '@crosswatch/crypto'
import { connectDatabase, migrate } from '@crosswatch/database'
import { accessRecordDocument, envelopeBytes, fromBase64, toBase64 } from '@crosswatch/protocol'
import { accessRecordContext, createAccessLog, createLogger, loadConfig } from '@crosswatch/service-kit'
import t, { type Test } from 'tap'
import { administerAccounts } from '../src/accounts/administer-accounts.ts'
import { changeAccount } from '../src/accounts/change-account.ts'
import { createPosts } from '../src/accounts/posts.ts'
import { signIn } from '../src/accounts/sign-in.ts'
import { createThrottle } from '../src/accounts/throttle.ts'
import { GatewayConfig, startService } from '../src/index.ts'
import { cheap, startServer } from './support/gateway.ts'
import { startStubServices } from './support/stub-services.ts'
import { visit } from './support/visitor.ts'

const postgres = await startServer(t)
const users = ['analyst', 'auditor', 'administrator'].map((role) => ({
  user: `xa-${role}`,
  password: `password of xa-${role}`,
  roles: [role],
  authority: 'Labour Inspectorate of Arvenia',
}))

/** A gateway that was started as a node starts it, and its accounts administered with the same configuration. */
async function startNode(t: Pick<Test, 'teardown'>) {
  const folder = await mkdtemp(join(tmpdir(), 'crosswatch-accounts-'))
  t.teardown(() => rm(folder, { recursive: true }))
  const at = (name: string) => join(folder, name)
  const [tokenSeed, storageSecret, root] = [newSeed(), newContentKey(), signerFromSeed(newSeed())]
  const document = {
    v: 1 as const,
    federation: 'test',
    version: 1,
    previous: null,
    at: '2026-01-01T00:00:00.000Z',
    members: [
      { jurisdiction: 'XA', name: 'Arvenia', root: toBase64(root.publicKey), contact: { desk: 'Duty desk' } },
    ],
    parameters: { heartbeatSeconds: 60, hubRetentionDays: 30 },
  }
  const tokenPublicKey = publicKeyPem(tokenSeed)
  await Promise.all([
    writeFile(at('passphrase'), 'of the node'),
    writeFile(at('federation'), envelopeBytes(signFederation(document, [root]))),
    writeFile(at('public.pem'), tokenPublicKey),
    writeFile(at('users.json'), JSON.stringify(users)),
    writeFile(at('posts.json'), '[{"post":"Central office","networks":["10.1.0.0/16"]}]'),
    writeKeyFile(at('token'), await sealKeyFile('token', 'XA', tokenSeed, 'of the node', cheap)),
    writeKeyFile(at('storage'), await sealKeyFile('storage', 'XA', storageSecret, 'of the node', cheap)),
  ])

  const node = await postgres.createNode()
  const drizzle = (service: string) => fileURLToPath(new URL(`../../${service}/drizzle`, import.meta.url))
  await migrate({ url: node.urls.audit, folder: drizzle('audit'), schema: 'audit' })
  const services = await startStubServices(tokenPublicKey, {
    root: { federation: 'test', jurisdiction: 'XA', signer: root },
    log: signerFromSeed(newSeed()),
  })
  t.teardown(() => services[Symbol.asyncDispose]())
  const superuser = connectDatabase({ url: node.superuserUrl, applicationName: 'test', max: 2 })
  t.teardown(() => superuser[Symbol.asyncDispose]())
  const env: Record<string, string> = {
    CROSSWATCH_JURISDICTION: 'XA',
    CROSSWATCH_DATABASE_URL: node.urls.gateway,
    CROSSWATCH_FEDERATION_FILE: at('federation'),
    CROSSWATCH_FEDERATION_PIN: pinOf(document),
    CROSSWATCH_TOKEN_PUBLIC_KEY_FILE: at('public.pem'),
    CROSSWATCH_PASSPHRASE_FILE: at('passphrase'),
    CROSSWATCH_STORAGE_KEY_FILE: at('storage'),
    CROSSWATCH_TOKEN_KEY_FILE: at('token'),
    CROSSWATCH_USERS_FILE: at('users.json'),
    CROSSWATCH_POSTS_FILE: at('posts.json'),
    ...Object.fromEntries(
      Object.entries(services.urls).map(([name, url]) => [`CROSSWATCH_${name.toUpperCase()}_URL`, url]),
    ),
  }

  /** What `account.ts` answers. */
  const account = async (...args: string[]) => {
    const out: string[] = []
    const err: string[] = []
    const code = await administerAccounts({
      args,
      env,
      print: (line) => void out.push(line),
      complain: (line) => void err.push(line),
    })
    return { code, out, err: err.join('\n') }
  }
  const noAccounts = await account('list')

  const logger = createLogger({ service: 'gateway', level: 'silent' })
  const app = await startService({ config: loadConfig(GatewayConfig, env), logger })
  t.teardown(() => app.close())
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  await app.prepared()

  return {
    url,
    env,
    at,
    superuser,
    noAccounts,
    account,
    signIn: async (user: string, password = `password of ${user}`) => {
      const body = JSON.stringify({ user, password })
      const headers = { 'content-type': 'application/json' }
      return (await fetch(`${url}/api/sign-in`, { method: 'POST', headers, body })).status
    },
    /** Everything about accounts, to see that nothing became of something. */
    rows: async () => {
      const { rows } = await superuser.pool.query<Record<string, unknown>>(
        'select * from gateway."user" order by name',
      )
      return rows
    },
    /** The changes on record with what they tell, and the bytes of the whole log. */
    changes: async () => {
      const storageKey = storageKeyFrom(storageSecret)
      const { rows } = await superuser.pool.query<{ record: Buffer; key: Buffer | null }>(
        'select record, key from audit.record left join audit.record_key on record_id = id order by id',
      )
      return rows.flatMap(({ record: bytes, key }) => {
        const record = accessRecordDocument.decode(new Uint8Array(bytes))
        if (record.operation !== 'account.change') return []
        const box = fromBase64(record.terms ?? '')
        const opened = storageKey.open(
          { box, key: new Uint8Array(key ?? []) },
          accessRecordContext(record.id),
        )
        const terms: { query: unknown } = JSON.parse(Buffer.from(opened).toString())
        return [{ record, query: terms.query }]
      })
    },
  }
}

// One for all: its passwords are hashed at their full cost.
const node = await startNode(t)
const by = ['--by', 'xa-administrator']

t.test('what an account may do is changed without SQL, and every change is on record', async (t) => {
  t.match(node.noAccounts, { code: 2, err: /start the gateway once/ }, 'before the first start')

  await t.test('a disabled account cannot sign in, and its session ends at once', async (t) => {
    const visitor = visit(node)
    t.match((await visitor.signIn('xa-analyst')).words, 'xa-analyst')
    const { code, out } = await node.account('disable', 'xa-analyst', ...by)
    t.same([code, out], [0, ['{"user":"xa-analyst","done":"disable","endedSessions":1}']])
    t.match((await visitor.get('/alerts')).words, 'User name', 'the session is over')
    t.equal(await node.signIn('xa-analyst'), 401)
    t.equal((await node.account('enable', 'xa-analyst', ...by)).code, 0)
    t.match((await visitor.get('/alerts')).words, 'User name', 'and does not come back with the account')
    t.equal(await node.signIn('xa-analyst'), 200)
  })

  await t.test('another password works and the former does not', async (t) => {
    const visitor = visit(node)
    await visitor.signIn('xa-analyst')
    await writeFile(node.at('new'), 'quite another one\n')
    const told = await node.account('set-password', 'xa-analyst', '--password-file', node.at('new'), ...by)
    t.same(told.out, ['{"user":"xa-analyst","done":"set-password","endedSessions":1}'])
    t.match((await visitor.get('/alerts')).words, 'User name', 'the session is over')
    t.equal(await node.signIn('xa-analyst'), 401)
    t.equal(await node.signIn('xa-analyst', 'quite another one'), 200)

    const made = await node.account('set-password', 'xa-analyst', ...by)
    const { password }: { password: string } = JSON.parse(made.out[0] ?? '')
    t.match(password, /^([a-z2-9]{5}-){4}[a-z2-9]{5}$/)
    t.equal(await node.signIn('xa-analyst', 'quite another one'), 401)
    t.equal(await node.signIn('xa-analyst', password), 200)
    await writeFile(node.at('usual'), 'password of xa-analyst')
    await node.account('set-password', 'xa-analyst', '--password-file', node.at('usual'), ...by)
  })

  await t.test('roles change what a session may do', async (t) => {
    const visitor = visit(node)
    await visitor.signIn('xa-analyst')
    t.equal((await visitor.get('/feeds')).status, 403)
    t.equal((await visitor.get('/alerts')).status, 200)
    t.equal((await node.account('set-roles', 'xa-analyst', 'auditor', 'administrator', ...by)).code, 0)
    t.match((await visitor.get('/feeds')).words, 'User name', 'the session is over')
    await visitor.signIn('xa-analyst')
    t.equal((await visitor.get('/feeds')).status, 200)
    t.equal((await visitor.get('/alerts')).status, 403)
  })

  await t.test('posts and authority change, and posts end no session', async (t) => {
    const visitor = visit(node)
    await visitor.signIn('xa-auditor')
    await node.account('set-posts', 'xa-auditor', 'Central office', ...by)
    t.match((await visitor.get('/feeds')).words, /xa-auditor Auditor, Labour Inspectorate/)
    await node.account('set-authority', 'xa-auditor', 'Data Protection Authority', ...by)
    await visitor.signIn('xa-auditor')
    t.match((await visitor.get('/feeds')).words, /xa-auditor Auditor, Data Protection Authority/)
  })

  await t.test('an account is added, and all are listed without their passwords', async (t) => {
    const args = ['--authority', 'Border Guard', '--roles', 'border-officer', 'analyst', '--posts']
    const { out } = await node.account('add', 'xa-new', ...args, 'Central office', ...by)
    const { password }: { password: string } = JSON.parse(out[0] ?? '')
    t.equal(await node.signIn('xa-new', password), 200)
    const list = await node.account('list')
    t.match(
      list.out.map((line): unknown => JSON.parse(line)),
      [
        { user: 'xa-administrator', roles: ['administrator'], posts: [], disabled: false },
        { user: 'xa-analyst', roles: ['auditor', 'administrator'], disabled: false },
        { user: 'xa-auditor', authority: 'Data Protection Authority', posts: ['Central office'] },
        { user: 'xa-new', roles: ['border-officer', 'analyst'], posts: ['Central office'] },
      ],
    )
    t.notMatch(list.out.join(''), /argon2|passwordHash/)
  })

  await t.test('all of it is on record, without a secret', async (t) => {
    const changes = await node.changes()
    t.strictSame(
      changes.map(({ query }) => query),
      [
        { account: 'xa-analyst', change: 'disable', disabledBefore: false, disabledAfter: true },
        { account: 'xa-analyst', change: 'enable', disabledBefore: true, disabledAfter: false },
        { account: 'xa-analyst', change: 'set-password' },
        { account: 'xa-analyst', change: 'set-password' },
        { account: 'xa-analyst', change: 'set-password' },
        {
          account: 'xa-analyst',
          change: 'set-roles',
          rolesBefore: ['analyst'],
          rolesAfter: ['auditor', 'administrator'],
        },
        { account: 'xa-auditor', change: 'set-posts', postsBefore: [], postsAfter: ['Central office'] },
        {
          account: 'xa-auditor',
          change: 'set-authority',
          authorityBefore: 'Labour Inspectorate of Arvenia',
          authorityAfter: 'Data Protection Authority',
        },
        {
          account: 'xa-new',
          change: 'add',
          rolesAfter: ['border-officer', 'analyst'],
          authorityAfter: 'Border Guard',
          postsAfter: ['Central office'],
        },
      ],
    )
    for (const { record } of changes) {
      t.match(record, { officer: 'xa-administrator', roles: ['administrator'], outcome: 'done' })
      t.notMatch(JSON.stringify(record), /xa-analyst|xa-auditor|xa-new/, 'whose account stands in the terms')
    }
  })
})

t.test('what cannot be done changes nothing, and says what to do', async (t) => {
  await writeFile(node.at('short'), 'seven..\n')
  const before = await node.rows()
  const recorded = (await node.changes()).length
  const newAccount = ['--authority', 'Border Guard', '--roles', 'analyst']
  for (const [args, code, problem] of [
    [[], 2, /say what to do; --help/],
    [['remove', 'xa-analyst', ...by], 2, /no such command/],
    [['list', 'xa-analyst'], 2, /no arguments/],
    [['disable', ...by], 2, /USER is missing/],
    [['disable', 'xa-analyst'], 2, /--by NAME is missing/],
    [['disable', 'xa-analyst', 'xa-auditor', ...by], 2, /one USER/],
    [['disable', 'xa-nobody', ...by], 1, /no account xa-nobody: see `list`/],
    [['disable', 'xa-analyst', '--by', 'xa-nobody'], 1, /no account xa-nobody/],
    [['disable', 'xa-analyst', '--by', 'xa-analyst'], 1, /nobody disables their own account/],
    [['set-roles', 'xa-analyst', ...by], 2, /1 to 7 roles/],
    [['set-roles', 'xa-analyst', 'auditor', 'intern', ...by], 2, /intern is no role; there are analyst,/],
    [['set-roles', 'xa-analyst', 'break-glass', ...by], 2, /break-glass is no role/],
    [['set-roles', 'xa-analyst', 'auditor', '--posts', 'x', ...by], 2, /--posts does not belong/],
    [['set-posts', 'xa-analyst', ...by], 2, /1 to 20 posts/],
    [['set-posts', 'xa-analyst', 'Harbour', ...by], 2, /does not name the post Harbour/],
    [['set-authority', 'xa-analyst', ...by], 2, /authority of 1 to 120/],
    [['set-authority', 'xa-analyst', 'Border', 'Guard', ...by], 2, /quotation marks/],
    [['set-password', 'xa-analyst', 'Secret-Canary', ...by], 2, /never an argument/],
    [['set-password', 'xa-analyst', '--password=Secret-Canary', ...by], 2, /no command takes/],
    [['set-password', 'xa-analyst', '--password-file', node.at('short'), ...by], 2, /8 to 200/],
    [['set-password', 'xa-analyst', '--password-file', node.at('none'), ...by], 2, /cannot be read/],
    [['add', 'xa-analyst', ...newAccount, ...by], 1, /account xa-analyst already/],
    [['add', 'xa-new', '--authority', 'Border Guard', ...by], 2, /1 to 7 roles/],
    [['add', 'xa-new', '--roles', 'analyst', ...by], 2, /authority of 1 to 120/],
    [['add', 'xa-new', ...newAccount, '--posts', 'Harbour', ...by], 2, /the post Harbour/],
    [['add', 'x'.repeat(81), ...newAccount, ...by], 2, /no name of an account/],
  ] as const) {
    const told = await node.account(...args)
    t.match(told, { code, out: [], err: problem }, args.join(' '))
    t.notMatch(told.err, 'Secret-Canary')
  }
  t.strictSame(await node.rows(), before)

  await node.account('disable', 'xa-auditor', ...by)
  const byDisabled = await node.account('enable', 'xa-auditor', '--by', 'xa-auditor')
  t.match(byDisabled, { code: 1, err: /is disabled and changes nothing/ })
  t.equal((await node.changes()).length, recorded + 1, 'what was refused is no change')
  await node.account('enable', 'xa-auditor', ...by)

  const visitor = visit(node)
  await visitor.signIn('xa-analyst')
  await node.superuser.pool.query('alter function audit.append rename to away')
  const unrecorded = await node.account('set-password', 'xa-analyst', ...by)
  t.match(unrecorded, { code: 1, out: [], err: /access record could not be written/ })
  await node.superuser.pool.query('alter function audit.away rename to append')
  t.equal(await node.signIn('xa-analyst'), 200, 'what cannot be recorded is not done')
  t.match((await visitor.get('/feeds')).words, 'xa-analyst', 'and ends no session')
})

t.test('account.ts is a program of its own', async (t) => {
  const program = fileURLToPath(new URL('../src/account.ts', import.meta.url))
  const run = (...args: string[]) =>
    new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
      execFile(
        process.execPath,
        ['--conditions=@crosswatch/source', program, ...args],
        { env: { PATH: process.env.PATH, ...node.env } },
        (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr }),
      )
    })
  t.match(await run(), { code: 2, stdout: '', stderr: /^crosswatch gateway: say what to do; .+\n$/ })
  t.match(await run('--help'), { code: 0, stdout: /set-password USER/, stderr: '' })
  t.match(await run('disable', 'xa-analyst', ...by), {
    code: 0,
    stdout: /^{"user":"xa-analyst","done":"disable","endedSessions":\d}\n$/,
    stderr: '',
  })
  t.equal(await node.signIn('xa-analyst'), 401)
  await node.account('enable', 'xa-analyst', ...by)
})

t.test('a password that is replaced while it is checked signs nobody in', async (t) => {
  const { superuser: connection } = node
  const accessLog = createAccessLog({
    jurisdiction: 'XA',
    storageKey: storageKeyFrom(newContentKey()),
    software: 'test',
  })
  const values = [
    ['set-password', { passwordHash: await hashPassword('another', cheap) }, 'xa-analyst'],
    ['disable', { disabled: true }, 'xa-auditor'],
  ] as const
  for (const [change, value, user] of values) {
    let changed = false
    const overtaken: typeof connection.transaction = async (work) => {
      if (!changed) {
        changed = true
        await changeAccount(
          { connection, accessLog },
          { user, by: 'xa-administrator', change, values: value },
        )
      }
      return connection.transaction(work)
    }
    const context = {
      connection: { db: connection.db, transaction: overtaken },
      accessLog,
      throttle: createThrottle({ now: () => new Date() }),
      decoyHash: '',
      posts: createPosts([]),
    }
    const credentials = { user, password: `password of ${user}`, address: '127.0.0.1' }
    let signedIn = false
    await t.rejects(
      signIn(context, credentials, async () => void (signedIn = true)),
      { code: 'sign-in-refused' },
      change,
    )
    t.notOk(signedIn)
  }
  const { rows } = await connection.pool.query<{ type: string; reason: string }>(
    `select convert_from(record, 'utf8')::jsonb ->> 'operation' as type,
            convert_from(record, 'utf8')::jsonb ->> 'reason' as reason from audit.record order by id`,
  )
  t.strictSame(
    rows.slice(-4).map(({ type, reason }) => [type, reason]),
    [
      ['account.change', null],
      ['sign-in.refused', 'sign-in-refused'],
      ['account.change', null],
      ['sign-in.refused', 'disabled'],
    ],
  )
})

t.test('an error of the database tells no parameter of its query', async (t) => {
  await node.superuser.pool.query(
    'alter table gateway."user" alter column password_hash type varchar(8) using $$x$$',
  )
  const refused = await node.account('set-password', 'xa-analyst', ...by)
  t.match(refused, { code: 1, out: [], err: /the database refused it with 22001/ })
  t.notMatch(refused.err, 'argon2', 'no parameter of a query is told')
})

function publicKeyPem(seed: Uint8Array): string {
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex')
  const key = createPrivateKey({ key: Buffer.concat([prefix, seed]), format: 'der', type: 'pkcs8' })
  return createPublicKey(key).export({ format: 'pem', type: 'spki' }).toString()
}
