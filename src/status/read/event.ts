/** One thing a source said, in its own words (untrusted text). */
export type SourceUpdate = {
  readonly at: Temporal.Instant;
  /** The source's label: investigating, identified, monitoring, resolved, update, … in any case. */
  readonly status: string;
  readonly body: string;
};

/**
 * A technical event as its source tells it so far: an incident or planned work, our own (vendor null) or a vendor's.
 * `components` are those the source names as affected now; updates come oldest first.
 */
export type TechEvent = {
  readonly vendor: string | null;
  readonly title: string;
  readonly components: readonly string[];
  readonly updates: readonly SourceUpdate[];
};
