import { codeLists } from '@crosswatch/protocol'
import { html, type Html } from '../../html/html.ts'

/** Help comes first: what an officer keeps in mind about the people who travel with a hit, or without one. */
export function victimReminder(hotline: string, urgent: boolean): Html {
  return html`<details class="govuk-details cw-victims" ${urgent && html` open`}>
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">Could somebody here be a victim?</span>
    </summary>
    <div class="govuk-details__text">
      <p class="govuk-body-s">
        <strong>Help first.</strong> Speak with the person alone, in their own language, with an interpreter
        who is not their companion. Nobody is punished for what they were made to do: false papers, irregular
        work or entry. Call the hotline before you decide anything.
      </p>
      <p class="govuk-body-s"><strong>Hotline:</strong> <bdi>${hotline}</bdi></p>
      <p class="govuk-body-s"><strong>Signs of forced labour (ILO)</strong></p>
      <ul class="govuk-list govuk-list--bullet cw-list-s cw-columns">
        ${codeLists['ilo-forced-labour'].codes.map(({ title }) => html`<li>${title}</li>`)}
      </ul>
    </div>
  </details>`
}
