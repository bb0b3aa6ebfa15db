import { attachments, type Attachment } from '@penglai/sdk'

/**
 * The nodes of a mail that the server has cleaned, with the pictures that came along in place. Pictures from elsewhere are
 * not loaded; their addresses are told.
 */
export function mailNodes(html: string, files: readonly Attachment[]): { nodes: readonly Node[]; remote: readonly string[] } {
  const page = new DOMParser().parseFromString(html, 'text/html')
  const remote: string[] = []
  for (const picture of page.body.querySelectorAll('img')) {
    const file = files.find(({ name }) => name === picture.getAttribute('data-file'))
    const address = picture.getAttribute('data-remote')
    if (file) picture.src = attachments.link(file.id, true)
    else if (address) remote.push(address)
    picture.style.maxWidth = '100%'
    if (!file && !picture.getAttribute('src')?.startsWith('data:')) picture.removeAttribute('src')
  }
  return { nodes: [...page.body.childNodes], remote: remote.filter((address) => /^https?:/i.test(address)) }
}
