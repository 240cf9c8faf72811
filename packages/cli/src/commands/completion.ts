import type { Command } from 'commander'
import { type Host, command } from '../command.ts'
import { usageError } from '../errors.ts'

const shells = ['bash', 'zsh'] as const

/** `crosswatch completion`: a script for the shell, made from the commands themselves. */
export function addCompletion(program: Command, host: Host): void {
  command<object>({
    name: 'completion <shell>',
    summary: 'print a completion script for bash or zsh',
    examples: [
      'completion bash > ~/.local/share/bash-completion/completions/crosswatch',
      'completion zsh > ~/.zfunc/_crosswatch',
    ],
    run: async ({ args, output }) => {
      const shell = shells.find((known) => known === args[0])
      if (shell === undefined) throw usageError(`There is completion for ${shells.join(' and ')}.`)
      const words = wordsOf(program)
      const script = shell === 'bash' ? bashScript(words) : zshScript(words)
      output.result({ shell, script }, () => script)
    },
  })(program, host)
}

/** What may follow a path of commands: `alert show` -> its options. */
interface Words {
  readonly path: string
  readonly words: readonly string[]
}

function wordsOf(of: Command, path: readonly string[] = []): Words[] {
  const options = of.options.flatMap(({ long }) => (long === undefined ? [] : [long]))
  const names = of.commands.map((child) => child.name())
  return [
    { path: path.join(' '), words: [...names, ...options, '--help'] },
    ...of.commands.flatMap((child) => wordsOf(child, [...path, child.name()])),
  ]
}

/** Walks the words typed so far down the tree, and offers what follows; else names of files. */
function bashScript(tree: readonly Words[]): string {
  return `# crosswatch completion for bash
_crosswatch() {
  local current="\${COMP_WORDS[COMP_CWORD]}" at="" word index
  declare -A follow=(
${cases(tree)}
  )
  for ((index = 1; index < COMP_CWORD; index++)); do
    word="\${COMP_WORDS[index]}"
    if [[ -n "\${follow["-\${at:+$at }$word"]}" ]]; then at="\${at:+$at }$word"; fi
  done
  COMPREPLY=($(compgen -W "\${follow["-$at"]}" -- "$current"))
}
complete -o default -F _crosswatch crosswatch
`
}

function zshScript(tree: readonly Words[]): string {
  return `#compdef crosswatch
# crosswatch completion for zsh
_crosswatch() {
  local at="" word index
  typeset -A follow
  follow=(
${cases(tree).replaceAll(/\[("[^"]*")\]=/g, '$1 ')}
  )
  for ((index = 2; index < CURRENT; index++)); do
    word="\${words[index]}"
    if [[ -n "\${follow[-\${at:+$at }$word]}" ]]; then at="\${at:+$at }$word"; fi
  done
  if [[ "\${words[CURRENT]}" == -* || -n "\${follow[-$at]}" ]]; then compadd -- \${=follow[-$at]}; fi
  _files
}
compdef _crosswatch crosswatch
`
}

/** The dash keeps the key of the first command from being empty, which bash refuses. */
function cases(tree: readonly Words[]): string {
  return tree.map(({ path, words }) => `    ["-${path}"]="${words.join(' ')}"`).join('\n')
}
