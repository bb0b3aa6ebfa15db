/**
 * Puts the style of every single-file component below a directory into a cascade layer,
 * so that plug-ins can rely on the order vendor, frame, plugin.
 * @param {string} layer
 * @returns {import('vite').Plugin}
 */
export function layerStyles(layer) {
  return {
    name: `penglai-layer-${layer}`,
    enforce: 'pre',
    transform(code, id) {
      if (!/\.vue\?.*type=style/.test(id)) return null
      return { code: `@layer ${layer} {\n${code}\n}`, map: null }
    },
  }
}
