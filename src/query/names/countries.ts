import { fold } from '#src/lib/text.ts';

/** What people call countries besides their names: demonyms, short forms, cities of the name; folded, per ISO 3166 code. */
const alsoCalled: Readonly<Record<string, string>> = {
  AT: 'austrian, austrians, oesterreich, osterreichische, oesterreichische, osterreichischen, austriaco, austriacos',
  AU: 'australian, aussie',
  BE: 'belgian, belgians, belgische, belgischen, belgas',
  BG: 'bulgarian',
  CA: 'canadian, canadians',
  CH: 'swiss, schweizer, suizo, suizos',
  CN: 'chinese',
  CZ: 'czech, czech republic, tschechische, tschechien',
  DE: 'german, germans, deutsche, deutschen, deutscher, aleman, alemanes, alemana, alemanas',
  DK: 'danish, danes, daenemark, danische',
  ES: 'spanish, spaniards, spanische, spanischen, espanol, espanoles, espanola, espanolas',
  FI: 'finnish, finns',
  FR: 'french, franzosische, franzoesische, franzosischen, frances, franceses, francesa',
  GB: 'uk, great britain, britain, british, brits, england, english, grossbritannien, britische, britischen, britanico, britanicos, inglaterra, reino unido, scotland, wales, vereinigtes koenigreich',
  GR: 'greek',
  HU: 'hungarian',
  IE: 'irish',
  IT: 'italian, italians, italienische, italienischen, italiano, italianos',
  JP: 'japanese',
  LU: 'luxembourgish',
  NL: 'dutch, holland, the netherlands, hollaendische, niederlandische, niederlaendische, niederlandischen, holandes, holandeses, paises bajos',
  NO: 'norwegian',
  PL: 'polish, poles, polnische',
  PT: 'portuguese, portugiesische, portugues, portugueses',
  RO: 'romanian',
  SE: 'swedish, swedes, schwedische',
  SK: 'slovak',
  TR: 'turkish, turkiye',
  US: 'usa, u s, u s a, united states of america, america, american, americans, amerika, eeuu, estados unidos',
};

const languages = ['en', 'de', 'es'] as const;

const codes = (): readonly string[] => {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => names.of(code) !== undefined && !withdrawn.has(code));
};

/** Codes that are no country of a delivery address, or an older one of a country that has another. */
const withdrawn = new Set([
  'EU',
  'EZ',
  'UN',
  'XA',
  'XB',
  'QO',
  'ZZ',
  'UK',
  'AN',
  'BU',
  'CS',
  'DD',
  'FX',
  'NT',
  'SU',
  'TP',
  'YD',
  'YU',
  'ZR',
]);

/** Every country with all it is called, folded; the label is its English name. */
export const countryNames = (): readonly {
  readonly code: string;
  readonly label: string;
  readonly names: readonly string[];
}[] =>
  codes().map((code) => {
    const shown = languages.flatMap((language) =>
      (['long', 'short'] as const).flatMap(
        (style) => new Intl.DisplayNames(language, { type: 'region', style }).of(code) ?? [],
      ),
    );
    return {
      code,
      label: shown[0] ?? code,
      names: [...new Set([...shown.map(fold), ...(alsoCalled[code]?.split(', ') ?? [])])],
    };
  });

/** Groups of countries that people name as one. */
export const countryGroups: readonly {
  readonly label: string;
  readonly names: readonly string[];
  readonly codes: readonly string[];
}[] = [
  {
    label: 'the EU',
    names: ['eu', 'european union', 'europaeische union', 'union europea', 'ue'],
    codes: 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' '),
  },
  { label: 'Germany, Austria and Switzerland', names: ['dach'], codes: ['DE', 'AT', 'CH'] },
  { label: 'the Benelux', names: ['benelux'], codes: ['BE', 'NL', 'LU'] },
  {
    label: 'the Nordics',
    names: ['nordics', 'scandinavia', 'skandinavien'],
    codes: ['DK', 'FI', 'IS', 'NO', 'SE'],
  },
];
