import type { Interpretation } from '#src/language/interpretation.ts';
import { departmentLabel } from '#src/lib/departments.ts';
import { listOf } from '#src/lib/text.ts';
import { metric } from '#src/metrics/catalogue.ts';
import type { NotKnown } from '#src/query/figures.ts';
import type { Permission } from './allow.ts';
import { explainFigures } from './explain-figures.ts';
import { explainLookup } from './explain-lookup.ts';
import { explainWords } from './explain-words.ts';
import { notKnownText } from './not-known.ts';
import type { Result } from './perform.ts';
import type { Reply } from './reply.ts';
import { plainReply } from './reply.ts';
import type { Scene } from './scene.ts';

/** Turns what was found into a reply. Renders nothing and reads nothing: figures come in, sentences go out. */
export const explain = (result: Result, scene: Scene): Reply => {
  switch (result.kind) {
    case 'figures': {
      const { asked, figures, beside } = result;
      if (figures.kind === 'figures') return explainFigures(asked, figures, { ...scene, beside });
      return plainReply('no_data', asked, notKnownText(figures, scene.estate), {
        lines: figures.kind === 'not_recorded' ? whoKnows(figures, scene) : [],
        assumptions: asked.assumptions.map(({ text }) => text),
      });
    }
    case 'records':
      return explainLookup(
        result.asked,
        result.found,
        (id) => scene.estate.stores.find((store) => store.id === id)?.zone ?? scene.zone,
      );
    case 'nothing':
      return explainWords(result.asked, scene);
    default:
      return result satisfies never;
  }
};

const whoKnows = (
  { family, stores }: Extract<NotKnown, { readonly kind: 'not_recorded' }>,
  { estate, desk }: Scene,
): readonly string[] => {
  const asked = estate.stores.filter((store) => stores.includes(store.id));
  return desk.wouldKnow(family, [...new Set(asked.map(({ platform }) => platform))]);
};

/** Says that the asker may not see a figure, and who may. The figure itself is never read. */
export const explainRefusal = (
  meaning: Interpretation,
  permission: Extract<Permission, { readonly kind: 'no' }>,
): Reply => {
  const whom = listOf(permission.whom.map(departmentLabel));
  const { label, owner } = metric(permission.metric);
  return {
    ...plainReply(
      'refuse',
      meaning,
      `${label.charAt(0).toUpperCase()}${label.slice(1)} is only shown to ${whom || 'named people'}.`,
    ),
    lines: [`Please ask ${departmentLabel(owner)}; an admin can change who sees it.`],
    audience: 'asker',
  };
};
