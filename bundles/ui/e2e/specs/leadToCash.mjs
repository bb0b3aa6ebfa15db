import { mouse } from '../support/hands.mjs'
import { leadToCash } from '../support/leadToCash.mjs'

export const reducedMotion = 'reduce'

/** The whole path by mouse, the approval on the phone. */
export default (page, ctx) => leadToCash(page, ctx, mouse(page), '鼠标')
