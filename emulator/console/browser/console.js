/*
 * What the console does in the browser beyond forms and links: it keeps what it shows up to date, sends small forms without
 * leaving the page, and copies. Everything else works without it.
 */
'use strict'
;(() => {
  const PERIOD_MS = 1000
  const notice = document.getElementById('notice')
  const live = document.querySelector('[data-live]')
  let shown = ''
  let isUnreachable = false

  function notify(message, bad) {
    notice.textContent = message
    notice.classList.toggle('bad', bad)
  }

  function keyOf(node) {
    return node.nodeType === 1 ? node.dataset.key : undefined
  }
  function isSame(old, next) {
    return old.nodeName === next.nodeName && keyOf(old) === keyOf(next)
  }

  // Changes only what differs, so that focus, selection and what was opened stay.
  function patch(old, next) {
    if (old.isEqualNode(next)) return
    if (old.nodeType !== 1) {
      old.nodeValue = next.nodeValue
      return
    }
    function isKept(name) {
      return old.nodeName === 'DETAILS' && name === 'open'
    }
    for (const { name } of [...old.attributes]) if (!next.hasAttribute(name) && !isKept(name)) old.removeAttribute(name)
    for (const { name, value } of [...next.attributes])
      if (old.getAttribute(name) !== value && !isKept(name)) old.setAttribute(name, value)
    if (old.nodeName === 'SELECT') return
    patchChildren(old, next)
  }

  function patchChildren(old, next) {
    const keyed = new Map([...old.children].filter(keyOf).map((child) => [keyOf(child), child]))
    let at = old.firstChild
    for (const wanted of [...next.childNodes]) {
      const candidate = keyOf(wanted) ? keyed.get(keyOf(wanted)) : at
      if (candidate && isSame(candidate, wanted)) {
        if (candidate === at) at = at.nextSibling
        else old.insertBefore(candidate, at)
        patch(candidate, wanted)
      } else old.insertBefore(wanted, at)
    }
    while (at) {
      const gone = at
      at = at.nextSibling
      gone.remove()
    }
  }

  async function refresh() {
    try {
      const response = await fetch(live.dataset.live, { headers: { accept: 'text/html' } })
      const text = await response.text()
      if (!response.ok) return response.status === 404 ? notify('The tenant no longer has it.', true) : undefined
      if (isUnreachable) notify('', false)
      isUnreachable = false
      if (text === shown) return
      shown = text
      const template = document.createElement('template')
      template.innerHTML = text
      patchChildren(live, template.content)
    } catch {
      isUnreachable = true
      notify('The tenant does not respond. This page shows its last known state.', true)
    }
  }

  async function poll() {
    if (!document.hidden) await refresh()
    setTimeout(poll, PERIOD_MS)
  }

  async function send(form) {
    const body = new URLSearchParams(new FormData(form))
    const response = await fetch(form.action, { method: 'POST', body, headers: { accept: 'application/json' } })
    const { message } = await response.json()
    notify(message, !response.ok)
    if (live) await refresh()
  }

  document.addEventListener('submit', (event) => {
    const form = event.target
    if (!form.matches('[data-inline]')) return
    event.preventDefault()
    send(form).catch(() => notify('The tenant does not respond.', true))
  })

  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-copy]')
    if (!button) return
    const text = document.getElementById(button.dataset.copy).textContent
    navigator.clipboard.writeText(text).then(
      () => notify('Copied.', false),
      () => notify('The browser did not allow copying.', true),
    )
  })

  for (const button of document.querySelectorAll('[data-copy]')) button.hidden = false
  if (live) setTimeout(poll, PERIOD_MS)
})()
