/** The one list of departments: rights, tellings, digests, `--as` and the local workspace all read it. */
export const departments = ['marketing', 'finance', 'warehouse', 'support', 'leadership', 'it'] as const;

export type Department = (typeof departments)[number];

const labels: Record<Department, string> = {
  marketing: 'Marketing',
  finance: 'Finance',
  warehouse: 'Warehouse',
  support: 'Support',
  leadership: 'Leadership',
  it: 'IT',
};

export const departmentLabel = (department: Department): string => labels[department];

export const isDepartment = (text: string): text is Department =>
  (departments as readonly string[]).includes(text);
