import { type Look, receiptLimits } from '@crosswatch/protocol'

/** A part of what one issuer is told: looks, and the places for which these are all. */
export interface ReceiptPart {
  readonly from: number
  readonly until: number
  readonly looks: readonly Look[]
}

/** Splits looks over receipts that follow each other without a gap; without looks there is one that says so. */
export function splitReceipts(looks: readonly Look[], from: number, until: number): ReceiptPart[] {
  const groups: Look[][] = [[]]
  let alerts = 0
  for (const look of looks) {
    const group = groups.at(-1) ?? []
    const full = group.length === receiptLimits.looks || alerts + look.alerts.length > receiptLimits.alerts
    if (full && group.length > 0) {
      groups.push([look])
      alerts = look.alerts.length
    } else {
      group.push(look)
      alerts += look.alerts.length
    }
  }
  return groups.map((group, i) => ({
    from: i === 0 ? from : (group[0]?.place ?? from),
    until: groups[i + 1]?.[0]?.place ?? until,
    looks: group,
  }))
}
