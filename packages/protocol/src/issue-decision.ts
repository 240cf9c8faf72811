import { Type, type Static } from 'typebox'
import { Category, Compartment } from './alert.ts'
import { Purpose } from './purposes.ts'
import { closed, JurisdictionCode, Timestamp, Uuid } from './scalars.ts'

const Parties = Type.Array(JurisdictionCode)
const Opened = Type.Array(Compartment)
const Purposes = Type.Array(Purpose)

/** Who got an alert when it was issued and what each could open, with all that the decision was made of. It names nobody. */
export const IssueDecision = closed({
  issuer: JurisdictionCode,
  category: Category,
  compartments: Opened,
  purposes: Purposes,
  /** Every agreement of the issuer in force then: the part of its terms that a decision reads. */
  agreements: Type.Array(
    closed({
      id: Uuid,
      parties: Parties,
      categories: Type.Array(Category),
      compartments: Opened,
      purposes: Purposes,
      validFrom: Timestamp,
      validUntil: Timestamp,
    }),
  ),
  recipients: Type.Array(
    closed({
      jurisdiction: JurisdictionCode,
      compartments: Opened,
      /** It had the version before, and no agreement covers this one. */
      former: Type.Optional(Type.Literal(true)),
    }),
  ),
})
export type IssueDecision = Static<typeof IssueDecision>
