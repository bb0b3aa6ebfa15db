export type ChartKind = 'bar' | 'rows' | 'line' | 'pie' | 'funnel'

export interface ChartSeries {
  readonly name: string
  /** One for each category. */
  readonly values: readonly number[]
}

/** What a chart shows, without saying how the library behind it draws. */
export interface ChartData {
  readonly kind: ChartKind
  readonly categories: readonly string[]
  readonly series: readonly ChartSeries[]
  readonly stacked?: boolean
}
