// The console works without this. A document reader types the lines of a machine-readable zone and ends them with a line
// feed: when the last line is complete, the query is sent without another key.
const zone = document.getElementById('mrz')
const lengths = [
  [44, 44],
  [36, 36],
  [30, 30, 30],
]

if (zone instanceof HTMLTextAreaElement) {
  let timer = 0
  zone.addEventListener('input', () => {
    clearTimeout(timer)
    // A reader sends its characters at once; a person who types is left alone until they pause.
    if (isComplete(zone.value)) timer = setTimeout(() => zone.form?.requestSubmit(), 150)
  })
}

// On a narrow screen the form stands below the answer. It has the focus, for the next document, and the answer is what is seen.
// The browser may have moved to the form before this runs. The verdict sticks to the top of what is seen and is nowhere to move
// to: what is around it is.
const around = document.querySelector('.cw-query:has(.cw-verdict)')
if (around !== null && zone?.autofocus && matchMedia('(max-width: 61.99em)').matches) {
  zone.focus({ preventScroll: true })
  scrollTo(0, around.getBoundingClientRect().top + scrollY)
}

/** @param {string} text */
function isComplete(text) {
  const lines = text.trim().split(/\s+/)
  return lengths.some(
    (wanted) =>
      wanted.length === lines.length && wanted.every((length, index) => lines[index]?.length === length),
  )
}

// A form that is on its way is not sent a second time.
for (const form of document.querySelectorAll('form[method="post"]')) {
  form.addEventListener('submit', (event) => {
    if (form.dataset['sent'] === 'yes') event.preventDefault()
    form.dataset['sent'] = 'yes'
  })
}

// A page that comes back from the browser's memory can be sent again.
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset['sent']
})

// Ctrl+Enter sends from a text area too.
document.addEventListener('keydown', (event) => {
  const field = event.target
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && field instanceof HTMLTextAreaElement) {
    field.form?.requestSubmit()
  }
})

// Printing needs a script, so what offers it is shown by one.
for (const offer of document.querySelectorAll('[data-print]')) {
  offer.removeAttribute('hidden')
  offer.addEventListener('click', () => print())
}
