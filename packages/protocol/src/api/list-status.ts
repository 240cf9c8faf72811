import { Type, type Static } from 'typebox'
import { closed } from '../scalars.ts'

/** How the list of a node stands, as its watchlist tells it. */
export const ListStatus = closed({
  alerts: Type.Integer({ minimum: 0, description: 'Alerts that can be found' }),
  sequence: Type.Integer({ minimum: 0, description: 'The change up to which the list has been brought' }),
  ageMs: Type.Integer({
    minimum: 0,
    description: 'Milliseconds since the list was last known to be complete',
  }),
  unreadable: Type.Integer({ minimum: 0, description: 'Alerts in force that could not be read' }),
  recall: closed(
    {
      queries: Type.Integer({ minimum: 0, description: 'Queries that were looked up a second time' }),
      hits: Type.Integer({ minimum: 0, description: 'Hits that the second look found' }),
      lost: Type.Integer({ minimum: 0, description: 'Those of them that the index had not found' }),
      alarm: Type.Boolean({ description: 'The index loses alerts: build the list anew, and report it' }),
    },
    { description: 'What a second look without the index says of the last queries' },
  ),
  ready: Type.Boolean(),
})
export type ListStatus = Static<typeof ListStatus>
