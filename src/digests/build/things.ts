import type { Department } from '#src/lib/departments.ts';
import { toNumber } from '#src/lib/exact.ts';
import { metric } from '#src/metrics/catalogue.ts';
import { actionText } from '../actions/find.ts';
import type { Action, DigestScene, EventTelling, FigureRead, Line } from '../define.ts';
import { isComplete } from './read-figures.ts';
import { capital, figureLine, figureText, sayStake } from './words.ts';

/** Something worth knowing, with what it is ranked by. */
type Thing = Line & { readonly key: string; readonly family: string; readonly score: number };

const mostThings = 3;

/** What a change of the wrong kind weighs more than a welcome one. */
const worse = 1.5;

const severities = { minor: 1, major: 2, critical: 3 } as const;

export const figureKey = (figure: FigureRead): string => `figure|${figure.wish.metric}|${figure.wish.over}`;

/** Net sales of the period, the measure for whether an amount is large here. */
const dailySales = (figures: readonly FigureRead[]): number => {
  const money = figures.flatMap(({ columns, wish }) =>
    wish.over === 'period' && metric(wish.metric).unit.kind === 'money' ? columns : [],
  );
  return Math.max(1, ...money.map(({ total }) => (total?.value ? toNumber(total.value) : 0)));
};

/** 0 to 3 by the share in the sales of the period. */
const weightOfMoney = (minor: number, sales: number): number => Math.min(3, (10 * Math.abs(minor)) / sales);

const isBad = (figure: FigureRead): boolean => {
  const { good } = metric(figure.wish.metric);
  const [column] = figure.columns;
  const [now, before] = [column?.total?.value, column?.compared?.total?.value];
  if (!now || !before || good === 'neutral') return false;
  return toNumber(now) > toNumber(before) === (good === 'down');
};

const moneyMoved = (figure: FigureRead): number => {
  if (metric(figure.wish.metric).unit.kind !== 'money') return 0;
  return Math.max(
    0,
    ...figure.columns.map(({ total, compared }) =>
      total?.value && compared?.total?.value
        ? Math.abs(toNumber(total.value) - toNumber(compared.total.value))
        : 0,
    ),
  );
};

const thingOfFigure = (figure: FigureRead, sales: number): Thing => {
  const size = Math.min(4, figure.deviation ?? 0);
  return {
    ...figureLine(figure, `${capital(figureText(figure))}.`),
    key: figureKey(figure),
    family: figure.wish.metric.split('.')[0] ?? '',
    score: size * (isBad(figure) ? worse : 1) + weightOfMoney(moneyMoved(figure), sales),
  };
};

const thingOfAction = (action: Action, sales: number, own: Department): Thing => ({
  text: actionText(action, own),
  open: action.open,
  key: action.key,
  family: action.rule,
  score:
    action.urgency +
    (action.departments.length > 1 ? 1 : 0) +
    weightOfMoney(action.stake ? Number(action.stake.minor) : 0, sales),
});

const thingOfEvent = (event: EventTelling, sales: number): Thing => ({
  text: event.atRisk ? `${event.text} About ${sayStake(event.atRisk)} at risk.` : event.text,
  open: event.open,
  key: event.ref,
  family: event.ref,
  score:
    severities[event.severity] +
    (event.isOpen ? 2 : 0.5) +
    weightOfMoney(event.atRisk ? Number(event.atRisk.minor) : 0, sales),
});

const isNotable = (figure: FigureRead): boolean =>
  (figure.deviation ?? 0) >= 1 && figure.columns.some((column) => isComplete(column, figure.query));

/**
 * The three things to know, chosen by size of deviation, money and urgency: figures out of the ordinary (one per
 * family), what needs doing and what is broken. The figure in the headline is not said again.
 */
export const thingsToKnow = (
  scene: Pick<DigestScene, 'digest' | 'figures' | 'actions' | 'events'>,
  lead: FigureRead | null,
): readonly Thing[] => {
  const sales = dailySales(scene.figures);
  const all = [
    ...scene.figures
      .filter((figure) => figure !== lead && isNotable(figure))
      .map((figure) => thingOfFigure(figure, sales)),
    ...scene.actions.map((action) => thingOfAction(action, sales, scene.digest.department)),
    ...scene.events.map((event) => thingOfEvent(event, sales)),
  ].toSorted((a, b) => b.score - a.score);
  const families = new Set<string>();
  const chosen: Thing[] = [];
  for (const thing of all) {
    if (chosen.length === mostThings) break;
    if (families.has(thing.family)) continue;
    families.add(thing.family);
    chosen.push(thing);
  }
  return chosen;
};
