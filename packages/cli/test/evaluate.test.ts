import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import t from 'tap'
import { testTerminal } from './support/terminal.ts'

t.test('evaluate matching: figures from files of one’s own', async (t) => {
  const terminal = testTerminal(t)
  const write = (name: string, lines: readonly string[]) =>
    writeFileSync(join(terminal.directory, name), `${lines.join('\n')}\n`)
  write('persons.csv', [
    'id,full_name,first_name,last_name,gender,date_of_birth,place_of_birth,nationality',
    'p1,Dragomir Vantu,Dragomir,Vantu,male,1979-04-12,Port Velan,Germany',
    'p2,Mirela Kostar,Mirela,Kostar,female,1985-01-02,Port Velan,Germany',
  ])
  write('queries.csv', [
    'qid,kind,name,dob,truth_id',
    'q1,typo,Dragomir Vantuu,1979-04-12,p1',
    'q2,same,Mirela Kostar,,p2',
  ])
  write('negatives.csv', ['id,full_name,date_of_birth', 'n1,Somebody Different,1990-01-01'])
  write('pairs.csv', [
    'schema,name1,name2,is_match',
    'Person,Dragomir Vantu,VANTU Dragomir,true',
    'Person,Dragomir Vantu,Mirela Kostar,false',
  ])
  write('scripts.csv', ['dataid,kind,latin_name,original_script', 's1,person,Dragomir Vantu,Драгомир Ванту'])
  const all = await terminal.run(
    'evaluate matching --index persons.csv --queries queries.csv --negatives negatives.csv --pairs pairs.csv --cross-script scripts.csv --json',
  )
  t.equal(all.exitCode, 0, all.stderr)
  t.match(all.json, {
    recallAt5: { nameOnly: { mean: 1, byKind: { typo: 1, same: 1 } }, withBirthDate: { mean: 1 } },
    operating: { falsePositiveRate: 0 },
    pairs: { f1: 1, precision: 1, recall: 1 },
    crossScript: { recallAt5: 1 },
  })
  const text = await terminal.run('evaluate matching --index persons.csv --queries queries.csv')
  t.match(text.stdout, /mean +1\.0000 +1\.0000\n/)
  t.equal((await terminal.run('evaluate matching')).exitCode, 2)
  t.match((await terminal.run('evaluate matching --queries queries.csv')).stderr, /name it with --index/)
  const chances = await terminal.run(
    'evaluate matching --index persons.csv --queries queries.csv --reliability --json',
  )
  t.match(chances.json, { reliability: { withBirthDate: { bands: [{ right: 1 }] } } })
  const strangers = await terminal.run(
    'evaluate matching --index persons.csv --negatives negatives.csv --json',
  )
  t.same(
    strangers.json,
    { operating: { threshold: 0.7, falsePositiveRate: 0 } },
    'what was not asked is not said',
  )
})

t.test('evaluate matching: a file that is not what it should be is named, and why', async (t) => {
  const terminal = testTerminal(t)
  const write = (name: string, content: string | Uint8Array) =>
    writeFileSync(join(terminal.directory, name), content)
  write('none.csv', '')
  write('header.csv', 'name1,name2,is_match\n')
  write('columns.csv', 'schema,name1,name2\nPerson,a,b\n')
  write('verdict.csv', 'name1,name2,is_match\nA,B,perhaps\n')
  write('wide.csv', 'name1,name2,is_match\nA,B,true\nA,B,true,more\n')
  write('latin1.csv', Buffer.from('name1,name2,is_match\nV\xe2ntu,V\xe2ntu,true\n', 'latin1'))
  write('cut.csv', gzipSync('name1,name2,is_match\nA,B,true\n').subarray(0, 30))
  const refused: Readonly<Record<string, RegExp>> = {
    'absent.csv': /There is no .*absent\.csv/,
    'none.csv': /none\.csv is empty/,
    'header.csv': /header\.csv has a header but no rows/,
    'columns.csv': /columns\.csv has no column is_match; it has schema, name1, name2/,
    'verdict.csv': /neither true nor false under is_match in row 2/,
    'wide.csv': /4 fields in row 3, but 3 columns/,
    'latin1.csv': /not UTF-8/,
    'cut.csv': /cut\.csv is a damaged gzip file/,
    '.': /is a folder; name a file/,
  }
  for (const [name, reason] of Object.entries(refused)) {
    const { exitCode, stderr } = await terminal.run(`evaluate matching --pairs ${name}`)
    t.equal(exitCode, 2, name)
    t.match(stderr, reason)
  }
  write(
    'loose.csv',
    '\uFEFFIs_Match, NAME2 ,name1\r\nYES,VANTU Dragomir,Dragomir Vantu\r\n\r\n0,Mirela Kostar,Dragomir Vantu\r\n',
  )
  t.match((await terminal.run('evaluate matching --pairs loose.csv --json')).json, { pairs: { f1: 1 } })
})
