import type { InlineConfig, Plugin } from 'vite'

export declare const SHARED: readonly string[]
export declare const TARGETS: string[]
export declare function layerStyles(layer: string): Plugin
export declare function pluginConfig(options: { dir: string; outDir: string }): InlineConfig
