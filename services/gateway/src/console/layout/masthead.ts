import { html, type Html } from '../html/html.ts'
import { postForm } from '../forms/form-tag.ts'
import type { Visit } from '../access/visit.ts'
import { roleTitles } from '../words/access-words.ts'

/** Whose console this is, who is signed in, and the way out. */
export function masthead(
  { jurisdiction, ownName }: { readonly jurisdiction: string; readonly ownName: string },
  visit: Visit | undefined,
): Html {
  return html`<header class="cw-masthead">
    <div class="govuk-width-container cw-masthead__bar">
      <a class="cw-masthead__name" href="/">${mark}<span>Crosswatch</span></a>
      <span class="cw-masthead__jurisdiction">${ownName} <span class="cw-code">${jurisdiction}</span></span>
      ${visit !== undefined && whoIsHere(visit)}
    </div>
  </header>`
}

function whoIsHere({ account, post, csrf }: Visit): Html {
  const roles = account.roles.map((role) => roleTitles[role]).join(', ')
  return html`<div class="cw-masthead__officer">
    <span>
      <strong><bdi>${account.name}</bdi></strong>
      <span class="cw-masthead__role"
        >${roles}, <bdi>${account.authority}</bdi>${post !== undefined && html`, <bdi>${post}</bdi>`}</span
      >
    </span>
    ${postForm(
      { action: '/sign-out', csrf },
      html`<button type="submit" class="cw-masthead__out">Sign out</button>`,
    )}
  </div>`
}

/** Two ways that cross, under watch. */
const mark = html`<svg class="cw-masthead__mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
  <path d="M4 7 28 25M28 7 4 25" stroke="currentColor" stroke-width="3.2" stroke-linecap="round" />
  <circle cx="16" cy="16" r="6.2" fill="#12344d" stroke="currentColor" stroke-width="3" />
  <circle cx="16" cy="16" r="2" fill="currentColor" />
</svg>`
