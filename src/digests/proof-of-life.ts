import type { Digest } from './define.ts';
import { ownWork } from './sections/happenings.ts';

export const digest: Digest = {
  id: 'proof-of-life',
  label: 'How I am doing, every week',
  about: 'what was sent, late, skipped and corrected, what was asked, how fresh each source is',
  words: ['proof', 'yourself', 'bot', 'crosswalk'],
  department: 'it',
  covers: 'week',
  usual: { at: '09:00', weekdays: [1] },
  figures: [],
  actions: [],
  sections: [ownWork],
  forAdmins: true,
};
