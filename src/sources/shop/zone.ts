import { isZone } from '#src/lib/time-range.ts';

/**
 * Zones without clock changes for offsets that are not whole hours. Whole hours have zones of their own (`Etc/GMT-1` is
 * one hour east of Greenwich: the sign is POSIX's).
 */
const oddHours: Readonly<Record<string, string>> = {
  '5.5': 'Asia/Kolkata',
  '3.5': 'Asia/Tehran',
  '4.5': 'Asia/Kabul',
  '5.75': 'Asia/Kathmandu',
  '6.5': 'Asia/Yangon',
  '8.75': 'Australia/Eucla',
  '9.5': 'Australia/Darwin',
};

/** The named zone of a fixed offset in hours, which both this program and the database read alike; null when there is none. */
export const zoneOfOffset = (hours: number): string | null => {
  if (hours === 0) return 'UTC';
  if (Number.isInteger(hours) && hours >= -12 && hours <= 14)
    return `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
  return oddHours[String(hours)] ?? null;
};

/** A zone name that can be worked with: not an offset like `+02:00`, which the database would read the other way round. */
export const usableZone = (name: string): boolean => /^[A-Za-z]/.test(name) && isZone(name);
