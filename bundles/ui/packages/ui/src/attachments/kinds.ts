import type { Attachment } from '@penglai/sdk'

export type PreviewKind = 'picture' | 'pdf' | 'video' | 'audio'

const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp', 'image/avif', 'image/svg+xml'])

/** How a file can be looked at on the page; undefined for what has to be downloaded. */
export function previewOf({ mediaType }: Pick<Attachment, 'mediaType'>): PreviewKind | undefined {
  const type = (mediaType ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (PICTURES.has(type)) return 'picture'
  if (type === 'application/pdf') return 'pdf'
  if (type.startsWith('video/')) return 'video'
  return type.startsWith('audio/') ? 'audio' : undefined
}

/** The end of a file's name, for a sign beside it. */
export const endingOf = (name: string): string => (/\.([A-Za-z0-9]{1,4})$/.exec(name)?.[1] ?? '').toUpperCase()
