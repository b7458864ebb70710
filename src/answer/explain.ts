import type { Interpretation } from '#src/language/interpretation.ts';
import { departmentLabel } from '#src/lib/departments.ts';
import { listOf } from '#src/lib/text.ts';
import { metric } from '#src/metrics/catalogue.ts';
import type { NotKnown } from '#src/query/figures.ts';
import type { Permission } from './allow.ts';
import { explainChange } from './explain-change.ts';
import { explainEstimate } from './explain-estimate.ts';
import { explainFigures } from './explain-figures.ts';
import { explainForecast } from './explain-forecast.ts';
import { explainLookup } from './explain-lookup.ts';
import { explainStatus } from './explain-status.ts';
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
      return figures.kind === 'figures'
        ? explainFigures(asked, figures, { ...scene, beside })
        : explainNotKnown(asked, figures, scene);
    }
    case 'change': {
      const { asked, change } = result;
      return change.kind === 'change'
        ? explainChange(asked, change, scene)
        : explainNotKnown(asked, change, scene);
    }
    case 'estimate':
      return explainGuess(result.asked, result.estimate, scene);
    case 'records':
      return explainLookup(
        result.asked,
        result.found,
        (id) => scene.estate.stores.find((store) => store.id === id)?.zone ?? scene.zone,
      );
    case 'status':
      return explainStatus(result.asked, result.report, scene);
    case 'proposal':
      return result.reply;
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

type Guess = Extract<Result, { readonly kind: 'estimate' }>;

/** Estimates in several currencies are told one after the other, the leading one first. */
const explainGuess = (asked: Guess['asked'], found: Guess['estimate'], scene: Scene): Reply => {
  if (found.kind !== 'estimates') return explainNotKnown(asked, found, scene);
  const [first, ...others] = found.each.map((one) =>
    one.kind === 'forecast' ? explainForecast(asked, one, scene) : explainEstimate(asked, one, scene),
  );
  if (!first) throw new TypeError('there is at least one estimate');
  return {
    ...first,
    lines: [...first.lines, ...others.flatMap(({ headline, lines }) => [headline, ...lines])],
    caveats: [...new Set([first, ...others].flatMap(({ caveats }) => caveats))],
    facts: [first, ...others].flatMap(({ facts }) => facts),
  };
};

type Asking = Extract<Interpretation, { readonly kind: 'metrics' | 'why' | 'forecast' }>;

/** Says why there is no figure, and which source would bring it. */
const explainNotKnown = (asked: Asking, why: NotKnown, scene: Scene): Reply =>
  plainReply('no_data', asked, notKnownText(why, scene.estate), {
    lines: why.kind === 'not_recorded' ? whoKnows(why, scene) : [],
    assumptions: asked.assumptions.map(({ text }) => text),
  });

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
