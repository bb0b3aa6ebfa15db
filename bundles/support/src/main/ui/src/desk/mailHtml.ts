import { attachments, type Attachment } from '@penglai/sdk'

const ELSEWHERE = /^https?:/i

/**
 * The nodes of a mail that the server has cleaned, with the pictures that came along in place, and how many pictures are
 * elsewhere. Those are loaded only if that is wanted.
 */
export function mailNodes(
  html: string,
  files: readonly Attachment[],
  wanted: boolean,
): { nodes: readonly Node[]; remote: number } {
  const page = new DOMParser().parseFromString(html, 'text/html')
  let remote = 0
  for (const picture of page.body.querySelectorAll('img')) {
    const file = files.find(({ name }) => name === picture.getAttribute('data-file'))
    const address = picture.getAttribute('data-remote') ?? ''
    picture.style.maxWidth = '100%'
    if (file) picture.src = attachments.link(file.id, true)
    else if (ELSEWHERE.test(address)) {
      remote++
      if (wanted) picture.src = address
      else picture.removeAttribute('src')
    } else if (!picture.getAttribute('src')?.startsWith('data:')) picture.removeAttribute('src')
  }
  return { nodes: [...page.body.childNodes], remote }
}
