/** The number in a global id: `gid://shopify/Order/5001` → `5001`, which is also what webhooks call it. */
export const numberOf = (gid: string): string => gid.slice(gid.lastIndexOf('/') + 1).split('?')[0] ?? gid;

/** The global id of a thing; one that is a global id already stays. */
export const gidOf = (type: string, id: string): string =>
  id.startsWith('gid://') ? id : `gid://shopify/${type}/${id}`;

/** Times as the search syntax of `query` wants them. */
export const searchTime = (at: Temporal.Instant): string =>
  at.round({ smallestUnit: 'second', roundingMode: 'floor' }).toString();
