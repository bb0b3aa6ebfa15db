// Sends the files that are chosen in a form piece by piece (tus 1.0.0). What was cut off goes on where it was, also after
// the page was loaded anew and the same file is chosen again.
for (const field of document.querySelectorAll('.uploads')) {
  const PLACE = '/public/uploads'
  const PIECE = 4 * 1024 * 1024
  const LONGEST_WAIT = 30000
  const [pick, list, sent] = [field.querySelector('input[type=file]'), field.querySelector('ul'), field.querySelector('input[type=hidden]')]
  const form = field.closest('form')
  const button = form.querySelector('[type=submit]')
  const files = new Map()

  const show = () => {
    const all = [...files.values()]
    sent.value = all.filter(({ done }) => done).map(({ token }) => token).join(' ')
    button.disabled = all.some(({ done, refused }) => !done && !refused)
    pick.disabled = all.length >= Number(field.dataset.most)
  }
  const say = (file, text) => {
    file.item.querySelector('output').textContent = text
    show()
  }
  const pause = (time) => new Promise((go) => setTimeout(go, time))
  const encoded = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)))
  const ask = (method, path, headers, body) =>
    fetch(PLACE + path, { method, headers: { 'Tus-Resumable': '1.0.0', ...headers }, body, credentials: 'omit' })
  /** Of no use to send again. */
  const isFinal = (status) => status >= 400 && status < 500 && ![404, 409, 429].includes(status)

  const begin = async (file, key) => {
    const { name, size } = file.content
    const answer = await ask('POST', '', { 'Upload-Length': String(size), 'Upload-Metadata': `filename ${encoded(name)}` })
    if (isFinal(answer.status)) file.refused = true
    if (answer.status !== 201) throw new Error(String(answer.status))
    file.token = answer.headers.get('Location').split('/').at(-1)
    sessionStorage.setItem(key, file.token)
    return 0
  }
  /** Where it goes on; begins it if there is nothing to go on with. */
  const offset = async (file, key) => {
    file.token ??= sessionStorage.getItem(key) ?? undefined
    if (!file.token) return begin(file, key)
    const answer = await ask('HEAD', `/${file.token}`, {})
    if (answer.status === 200) return Number(answer.headers.get('Upload-Offset'))
    if (answer.status !== 404) throw new Error(String(answer.status))
    file.token = undefined
    return begin(file, key)
  }
  const send = async (file) => {
    const { name, size, lastModified } = file.content
    const key = `upload ${name} ${size} ${lastModified}`
    for (let wait = 1000; !file.done && !file.refused && !file.removed; wait = Math.min(2 * wait, LONGEST_WAIT)) {
      try {
        let at = await offset(file, key)
        while (at < size && !file.removed) {
          say(file, `${field.dataset.sending} ${Math.floor((100 * at) / size)}%`)
          const headers = { 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': String(at) }
          const answer = await ask('PATCH', `/${file.token}`, headers, file.content.slice(at, at + PIECE))
          if (isFinal(answer.status)) file.refused = true
          if (answer.status !== 204) throw new Error(String(answer.status))
          at = Number(answer.headers.get('Upload-Offset'))
          wait = 1000
        }
        file.done = at >= size
      } catch {
        if (file.refused) sessionStorage.removeItem(key)
        else {
          say(file, field.dataset.waiting)
          await pause(wait)
        }
      }
    }
    say(file, file.done ? field.dataset.done : file.refused ? field.dataset.refused : '')
  }
  const add = (content) => {
    const item = document.createElement('li')
    const name = document.createElement('span')
    name.textContent = content.name
    const remove = document.createElement('button')
    remove.type = 'button'
    remove.textContent = field.dataset.remove
    remove.setAttribute('aria-label', `${field.dataset.remove} ${content.name}`)
    item.append(name, document.createElement('output'), remove)
    list.append(item)
    const file = { content, item }
    files.set(item, file)
    remove.addEventListener('click', () => {
      file.removed = true
      files.delete(item)
      item.remove()
      if (file.token) ask('DELETE', `/${file.token}`, {}).catch(() => undefined)
      show()
      pick.focus()
    })
    send(file)
  }

  pick.addEventListener('change', () => {
    for (const content of [...pick.files].slice(0, Number(field.dataset.most) - files.size)) add(content)
    pick.value = ''
    show()
  })
  field.hidden = false
}
