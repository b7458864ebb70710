import type { Outside } from '../define.ts';
import type { FactRows } from '../rows.ts';

/** An incident as its source tells it. `vendor` null = our own. Updates may come in any order; all times are ISO instants. */
export type SourceIncident = {
  readonly id: string;
  readonly vendor: string | null;
  readonly title: string;
  readonly components: readonly string[];
  readonly startedAt: string;
  readonly resolvedAt: string | null;
  readonly updatedAt: string;
  readonly updates: readonly {
    readonly id: string;
    readonly at: string;
    readonly status: string;
    readonly body: string;
  }[];
};

/** The longest words of an update that are kept. */
const longestBody = 5_000;

/** Rows of an incident with what was said about it; what it means for people is read from the words, not from a label. */
export const incidentRows = (
  incident: SourceIncident,
  { impactOf }: Pick<Outside, 'impactOf'>,
): Required<Pick<FactRows, 'incidents' | 'incidentUpdates'>> => {
  const { vendor, title, components, updates, ...rest } = incident;
  const said = updates.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const impact = impactOf({
    vendor,
    title,
    components,
    updates: said.map(({ at, status, body }) => ({ at: Temporal.Instant.from(at), status, body })),
  });
  return {
    incidents: [
      {
        id: incident.id,
        origin: vendor === null ? 'own' : 'vendor',
        vendor,
        title,
        components: [...components],
        capability: impact.capability,
        severity: impact.severity,
        affectedShare: impact.share === null ? null : String(impact.share),
        startedAt: rest.startedAt,
        resolvedAt: rest.resolvedAt,
        updatedAt: rest.updatedAt,
      },
    ],
    incidentUpdates: said.map((update) => ({
      ...update,
      incidentId: incident.id,
      body: update.body.slice(0, longestBody),
    })),
  };
};

/** Rows of several incidents as those of one batch. */
export const allIncidentRows = (
  incidents: readonly SourceIncident[],
  outside: Pick<Outside, 'impactOf'>,
): Required<Pick<FactRows, 'incidents' | 'incidentUpdates'>> => {
  const rows = incidents.map((incident) => incidentRows(incident, outside));
  return {
    incidents: rows.flatMap((one) => one.incidents),
    incidentUpdates: rows.flatMap((one) => one.incidentUpdates),
  };
};
