import type { ScreeningRequest, ScreeningRows, ScreeningStatus } from '@crosswatch/protocol'
import { type Api, dataOf } from '../api.ts'

/** Lists of persons, looked up one by one. Who made one sees it, and nobody else. Roles: those of the query. */
export interface ScreeningCalls {
  /** The same id again changes nothing, so this is repeated while the node is away. */
  create(request: ScreeningRequest): Promise<ScreeningStatus>
  list(): Promise<readonly ScreeningStatus[]>
  show(id: string): Promise<ScreeningStatus>
  /** At most 100 persons that match or could not be looked up, after this row. */
  matching(id: string, after?: number): Promise<ScreeningRows>
  /** Everybody with what was found, as the lines of a CSV file, without their line feeds. */
  results(id: string): AsyncIterable<string>
  erase(id: string): Promise<void>
}

export function screeningCalls({ watchlist, repeatable, streaming, linesOf }: Api): ScreeningCalls {
  const at = (id: string) => ({ params: { path: { id } } })
  return {
    create: (body) => dataOf(watchlist.POST('/v1/screenings', { body, ...repeatable })),
    list: async () => (await dataOf(watchlist.GET('/v1/screenings'))).screenings,
    show: (id) => dataOf(watchlist.GET('/v1/screenings/{id}', at(id))),
    matching: (id, after = 0) =>
      dataOf(
        watchlist.GET('/v1/screenings/{id}/rows', {
          params: { path: { id }, query: { matching: 'true', after: String(after) } },
        }),
      ),
    async *results(id) {
      const { data } = await watchlist.GET('/v1/screenings/{id}/results.csv', { ...at(id), ...streaming })
      yield* linesOf(data ?? null)
    },
    async erase(id) {
      await watchlist.DELETE('/v1/screenings/{id}', at(id))
    },
  }
}
