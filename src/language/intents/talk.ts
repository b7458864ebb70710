import type { Department } from '#src/lib/departments.ts';
import type { Interpretation } from '../interpretation.ts';

type Talk = Extract<Interpretation, { readonly kind: 'smalltalk' }>['what'];

const talk: Readonly<Record<Talk, RegExp>> = {
  how_are_you:
    /\b(?:how are (?:you|u)|hows it going|how is it going|how do you do|wie geht(?:s| es)|como estas|que tal)\b/,
  thanks:
    /\b(?:thanks?|thank you|thx|ty|tnx|cheers|danke|vielen dank|merci|gracias|great job|nice one|awesome|perfect|cool|super|got it|ok great)\b/,
  bye: /\b(?:bye|goodbye|see you|see ya|cu|tschuess|tschuss|ciao|adios|hasta luego|good night|gute nacht)\b/,
  hello:
    /^(?:(?:good )?morning|(?:good )?afternoon|(?:good )?evening|hi|hello|hey|hallo|hola|moin|servus|yo|good (?:morning|afternoon|evening|day)|guten (?:morgen|tag|abend)|buenos dias|buenas(?: tardes)?)\b/,
};

/** Words that may stand in small talk; anything else makes it a question. */
const chat =
  /^(?:(?:good )?morning|(?:good )?afternoon|(?:good )?evening|hi|hello|hey|hallo|hola|moin|servus|yo|there|all|team|bot|crosswalk|everyone|good|morning|afternoon|evening|day|guten|morgen|tag|abend|buenos|buenas|dias|tardes|thanks?|thank|thx|ty|tnx|cheers|danke|vielen|dank|merci|gracias|a|lot|so|very|much|you|u|for|the|help|that|this|is|was|it|bye|goodbye|see|ya|cu|tschuess|tschuss|ciao|adios|hasta|luego|night|gute|nacht|how|are|hows|going|do|wie|geht|gehts|es|dir|como|estas|que|tal|great|job|nice|one|awesome|perfect|cool|super|got|ok|okay|today|doing|again|really|helpful|mate|guys|and|to|later|soon|muchas|nochmal|fine|now|helps|helped|appreciated|appreciate|crystal|clear|understood|makes|sense|no|worries|problem|alright|wonderful|excellent|brilliant|lovely|amazing|well|done|good)$/;

/** Greetings and thanks; null when the message is more than that. */
export const readTalk = (text: string): Interpretation | null => {
  const words = text.split(' ').filter(Boolean);
  if (words.length === 0 || words.length > 8 || !words.every((word) => chat.test(word))) return null;
  const kinds = ['how_are_you', 'thanks', 'bye', 'hello'] as const;
  const what = kinds.find((kind) => talk[kind].test(text));
  return what ? { kind: 'smalltalk', what } : null;
};

const helpWanted =
  /^(?:please |pls |hi |hey |hello )*(?:help|help me|help please|\?+|what (?:can|could|do) (?:you|u|i) (?:do|ask|know|answer|tell me|offer|ask you|help with)(?: (?:for )?(?:me|us|you|about|with|here))*|what are you(?: for)?|who are you|what is this|how (?:do|does|can) (?:you|i|this|it) (?:work|use (?:you|this))|how to use(?: this| you)?|commands?|examples?|show (?:me )?(?:examples|commands|help)|what questions can i ask(?: you)?|hilfe|was kannst du(?: alles)?|wer bist du|was kann ich (?:dich )?fragen|ayuda|que puedes hacer|que sabes hacer)$/;

export const readHelp = (text: string, department: Department | null): Interpretation | null =>
  helpWanted.test(text) ? { kind: 'help', department } : null;
