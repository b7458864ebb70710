import { isRealWord } from '#src/metrics/spelling.ts';

/** Languages that the rules read. */
export type Language = 'en' | 'de' | 'es';

export const languages: readonly Language[] = ['en', 'de', 'es'];

/**
 * Words that never change what is asked: articles, auxiliaries, politeness, "show me". The list is closed: whatever
 * is neither here nor explained otherwise is left over and is asked about.
 */
const lists: Readonly<Record<Language, string>> = {
  en: `the a an of for to in on at from with within into onto via is are was were be been being am do does did done doing
    has have had having can could would will shall should might must i im ive id me my mine we were weve our ours us you your
    it its they them their he she his her there here that theres and also then so if or as
    please kindly hey hi hello dear ok okay well um uh hmm thanks thank cheers ta bot guys team
    tell show give get got gets getting find pull fetch check look looking see know want wants wanted wanna need needs like
    lets let say display print calculate compute   query ask asking question questions answer wondering wonder curious
    what how much many number numbers count counts figure figures stats stat statistics data info information report reports
    reporting overview summary update updates result results kpi kpis metric metrics detail details level levels
    breakdown table chart graph list view output total totals overall altogether amount sum quantity volume
    any anything some something everything all both
    really actually basically exactly maybe perhaps roughly approximately approx about fyi 
    still yet already ever now been right just  too very quite pretty
    made make makes making take took taken taking come comes came coming happen happened happening go goes going went gone
    use used using put keep having look looks looked stand stands standing
    collect collected receive received recorded booked logged bring brought brings generate generated total totalled totaled amounted achieve achieved earn earned win won gain gained acquire acquired
    one ones thing things stuff kind currently store shop business company our exact     so lol haha sorry folks mate
    terms regarding concerning respect specific specifically particular   please pls plz plss thx tx tnx
    quick bit lately recently nowadays`,
  de: `der die das den dem des ein eine einen einem einer eines und oder auch dann aber wenn ob
    ist sind war waren sein wird werden wurde wurden worden hat haben hatte hatten habe kann koennen konnen koennte konnte
    soll sollen muss muessen mussen mussten darf moechte mochte will wollen
    ich mir mich mein meine wir uns unser unsere unserer unseren unserem unseres ihr euch euer ihn ihm sie er es man
    in im am an auf aus bei mit von vom zu zum zur fuer fur nach um ins beim
    bringen bringt brachte brachten bitte danke hallo hi hey moin servus na ja nein ok okay mal doch denn schon noch jetzt gerade so eigentlich ungefaehr ungefahr
    was wie wieviel wieviele viel viele     zeig zeige zeigen gib geben sag sage sagen nenne nenn brauche brauchen wissen weiss gibt gab liste uebersicht ubersicht
    anzahl zahl zahlen hoch gross insgesamt gesamt summe menge bericht stand aktuell aktuelle
    gemacht machen macht gemacht bekommen bekam eingegangen reingekommen rein raus gelaufen laeuft lauft
    etwas alle alles dir dich da hier dort stueck stuck`,
  es: `el la los las un una unos unas lo y o tambien pero si
    es son era eran fue fueron ser estar esta estan estaba estaban ha han habia hay hubo tiene tienen tenemos teniamos tuvimos
    hemos he puede puedes pueden podria quiero quisiera necesito
    yo me mi nos nuestro nuestra nuestros nuestras tu te su sus
    en de del al a con por para     favor gracias hola buenos dias buenas
    que cuanto cuanta cuantos cuantas como     muestra muestrame dame dime ver saber lista resumen
    numero total cantidad suma informe
    hecho hacer hicimos recibimos recibido recibidos llegado llegaron entrado
    algo todo todos toda todas muy ya aun todavia ahora aqui`,
};

const sets: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: new Set(lists.en.split(/\s+/)),
  de: new Set(lists.de.split(/\s+/)),
  es: new Set(lists.es.split(/\s+/)),
};

export const isFiller = (word: string, language: Language): boolean =>
  sets[language].has(word) || (language !== 'en' && sets.en.has(word));

/** How many of the words are everyday words of a language: tells in which one a question is asked. */
export const fillerCount = (words: readonly string[], language: Language): number =>
  words.filter((word) => sets[language].has(word)).length;

/** Everyday words with two letters swapped ("mnay", "waht") are read as them; other slips are not guessed at. */
export const swappedFiller = (word: string, language: Language): string | null => {
  for (let i = 0; word.length >= 4 && !isRealWord(word) && i + 1 < word.length; i += 1) {
    const swapped = `${word.slice(0, i)}${word[i + 1] ?? ''}${word[i]}${word.slice(i + 2)}`;
    if (swapped !== word && sets[language].has(swapped)) return swapped;
  }
  return null;
};
