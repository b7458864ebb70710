/** What a sentence of a status text is about; one sentence can be several. */
export type SentenceKind =
  | 'empty'
  | 'impact'
  | 'cause'
  | 'remedy'
  | 'failed_remedy'
  | 'recovered'
  | 'recovering'
  | 'found'
  | 'searching'
  | 'workaround'
  | 'warning'
  | 'unaffected'
  | 'data'
  | 'end'
  | 'next'
  | 'later';

const rules: readonly (readonly [SentenceKind, RegExp])[] = [
  [
    'empty',
    /^(?:(?:we are|we're|github is|our team is) (?:currently |still |continuing to |actively )*(?:investigat\w+|looking into) (?:this issue|this incident|the issue|this|an issue|a reported issue|the issue for the listed services)\.?$|we are investigating reports of (?:degraded|impacted) (?:performance|availability)(?: for some github services)?\.?$|this incident has been resolved|this issue has been resolved|issue has been resolved|incident resolved|resolved\.?$|closing\.?$|more (?:updates|details|information) (?:to follow|will)|thank you for your (?:patience|understanding)|we (?:apologi[sz]e|appreciate|understand|know)|a detailed root cause analysis|we will (?:continue to )?(?:keep|provide|update|post|share)|further updates|github is critical|we will update|we are sharing|(?:please )?(?:ignore|disregard|forget) (?:all |any |the |your )?(?:previous|prior|above|earlier|other)|(?:system|assistant|developer) ?(?:prompt|message)?:|you are (?:now )?(?:a|an|the) )/i,
  ],
  [
    'later',
    /\b(?:to (?:prevent|avoid|reduce|remove risk|help prevent|ensure|further|reinforce|address|strengthen|minimi[sz]e)\b.*(?:we|our|is being|are)|we(?:'re| are| will| have)? (?:also )?(?:be )?(?:working (?:on|to|with)|improving|adding|strengthening|expanding|investing|implementing|reviewing|evaluating|taking (?:the following|steps)|planning|committed|enhancing|auditing|updating|collaborating|investigating (?:ways|how|opportunities)|looking (?:at|to|into) (?:ways|improve|how))\b.*(?:prevent|future|improv|resilien|detect|monitor|alert|safeguard|similar|reoccur|recur|automat|validat|long-term|strateg)|(?:in response to|following) this incident|long-term|going forward|follow-up (?:actions|items)|we(?:'ve| have) (?:also )?(?:updated our alerts|added (?:alert|monitor|guard|safeguard|an allowlist|self-throttling)|identified (?:several )?(?:improvements|areas))|time to detect|in the coming (?:days|weeks)|increased instrumentation|after the mitigation, we)/i,
  ],
  [
    'next',
    /\bnext (?:update|communication|post)\b|\b(?:will|shall) (?:provide|post|share|give|have) (?:an(?:other)?|a further|the next|our next|more) update\w* (?:by|at|in|within|before)\b|\bupdate (?:again )?(?:by|at|within|in) (?:\d|the|one|two|an|half)/i,
  ],
  [
    'end',
    /(?<!than |as )\b(?:expect(?:s|ed|ing)?|anticipat\w+|estimat\w+|should|ETA|hope|target\w*|aim\w*)\b.{0,90}\b(?:recover\w*|resol\w+|restor\w+|complet\w+|clear\w*|caught up|finish\w*|back|process\w*|done|improve|fix\w*|mitigat\w*|drain\w*|normal|hours?|minutes?|mins?|shortly|soon|before long|near future)\b|\bETA:? ?(?:is )?(?:about |~|within |approx\w* )?\d|\bETA\b.{0,12}\d|\bexpected (?:full |complete )?(?:recovery|resolution)\b|\b(?:~|about |in |within )\s?\d+\s?(?:min|minutes|h|hours)\.?$|\bwill take (?:about |~|up to |another )?\d|\buntil the .{3,30} (?:finishes|completes|is done)/i,
  ],
  [
    'failed_remedy',
    /\b(?:did(?:n't| not) (?:resolve|fix|help|work|have the (?:desired|intended|expected) effect)|was(?:n't| not) (?:successful|effective|sufficient)|unsuccessful|had no effect|not resolved? the (?:issue|problem)|failed to (?:resolve|fix|mitigate)|different (?:resolution|approach|path|mitigation)|alternative mitigation|(?:issue|problem|errors?|failures?) (?:has|have) (?:returned|come back|resurfaced|reoccurred)|(?:is|as) a re-?(?:oc)?currence|is re-?(?:oc)?curring|resurfaced)\b/i,
  ],
  [
    'warning',
    /(?:^|[.:;!] ?|\bplease )(?:do not|don't|never|avoid|refrain from|make sure|be sure)\b|\bDO NOT\b|\bmust (?:be|not)\b|\bneeds? to be (?:re|done|fixed|checked)|\b(?:may|will|might) (?:still )?need to\b|\bplease (?:re|check|retry|restart|re-?run|log|sign|refresh|update|contact|use|switch|change|reset|verify)|\bvalid for (?:only )?\d/i,
  ],
  [
    'workaround',
    /\b(?:work-?arounds?|in the meantime|meanwhile|as an alternative|alternatively|can (?:still |instead |also |now )?(?:be )?(?:used?|fail over|switch|choose|try|retry|print|sign|log|pay|order|re-?open|connect|access|manually|create|launch|place|run|pull|download|request|select|continue|re-?subscribe|enter|scan|call|export|work)|may (?:want to|be able to|choose)|able to retry|by re-request\w+|requiring users to|try again|retrying (?:should|may|might|will)|please (?:retry|use|try|refresh|re-?run|switch|choose|contact)|encouraged to use|use (?:your|the) .{3,40} instead|if you (?:cannot|can't|experience|see|do see)|fall(?:ing)? back to|fallback|should succeed|instructions:|follow these|still (?:function|works?|be used|usable)|remain(?:s)? (?:functional|usable|available))\b/i,
  ],
  [
    'unaffected',
    /\b(?:(?:is|are|was|were|remain(?:s|ed)?) (?:not|un) ?(?:be(?:en|ing) )?(?:affected|impacted)|not (?:affected|impacted)|un(?:affected|impacted)|(?:is|are|was|were|remain(?:s|ed)?|looks?|stays?) (?:all |still |both )?(?:fine|ok|okay|healthy|functional|functioning|operational|usable|available|working (?:as|normally|fine)|up)\b|use a different|no impact (?:was|is|on|to)|bypass\w*|as planned\b|does not affect|did not affect|continue(?:s|d)? to (?:work|function|operate)(?: normally| as|[.,]|$)|^(?!we |it |our |they |this |that |teams? |engineers? |customers? |users? )[\w’'-]+(?:[ ,]+[\w’'-]+){0,8} works?(?: normally| fine| as (?:usual|before|normal))?\.?$)/i,
  ],
  [
    'data',
    /\b(?:no (?:\w+ ){0,4}(?:was|were|has been|have been|is|are)? ?(?:lost|dropped|deleted|corrupted|missing|exposed|leaked|affected by loss)|no (?:\w+ )?data loss|nothing (?:was|is|has been) lost|without (?:any )?(?:data )?loss|not (?:been )?lost|(?:was|were|been|are|is|be|permanently|irrecoverably|incorrectly|mistakenly|accidentally|wrongly) (?:lost|deleted|removed|corrupted|overwritten|wiped|dropped|erased)|(?:mistakenly|incorrectly|wrongly) removing|data loss|lost (?:data|orders|events|messages|updates|some|all|\d)|missing (?:orders|data|repositories|records|items|entries)|(?:cannot|could not|can't|not) be (?:recovered|restored)|only delayed|no (?:double|duplicate) (?:charges?|payments?|orders?|bookings?)|no (?:\w+ )?(?:customer|card|account)s? (?:was|were) charged|orders? (?:dropped|lost)|charged twice|double[- ]charged|(?:created|received|sent|got) duplicate)\b/i,
  ],
  [
    'cause',
    /\b(?:caused by|due to|because(?: of)?|root cause(?::| was| is| of)|cause (?:was|is|has been|of the)|triggered by|was triggered|traced (?:back )?to|resulted from|result of|stem(?:s|med) from|the (?:source|reason) (?:was|is|of)|originat\w+ (?:from|in)|led to|leading to|related to (?:a |an |maintenance|the )|attributed to|suspect\w* (?:to|that|is|a|the)|we believe (?:this|the|a)|contribut\w+ to|introduced|inadvertently|mistakenly|after the .{3,40} (?:upgrade|update|deploy|release|change|migration)|when we (?:moved|changed|updated|deployed)|since the .{3,30} (?:deploy|release|update)|failing silently|in the new|confirms? (?:packet loss|an outage|a fault|a problem|hardware)|looks like)\b/i,
  ],
  [
    'found',
    /\b(?:identified|found|isolated|pinpointed|located|narrowed|determined|understood|understand|discovered|know what|root caused?) (?:to )?(?:\w+ ){0,4}(?:root cause|cause|source|issue|problem|component|fault|reason|culprit|change|bug|it|fix|mitigation|contributing)|(?:cause|issue|problem|source|mitigation\w*|root cause) (?:has been |was |is |have been |been )?(?:identified|found|isolated|understood|understand)|identified (?:a|an|the|two|some)|issue is understand|vendor confirms|provider confirms|resolution is|working (?:on|to|with .{3,40} to) (?:a |the )?(?:fix|restor\w+|alleviate|bring back)|(?:working on|applying|apply) (?:\w+ )?(?:mitigation\w*|fix)|working to mitigate(?! these| this| the)|fix is being|being (?:implemented|rolled out|applied|deployed|tested)|(?:rolling|reverting|deploying|restarting|replacing|swapping|steering|re-?routing|failing over|restoring) /i,
  ],
  [
    'remedy',
    /\b(?:roll(?:ed|ing)? ?(?:it |this |them )?back|rollback|revert\w*|(?:have |has |been |'ve )?(?:applied|deployed|implemented|rolled out|shipped|put in place|released) (?:a |an |the |several |additional |our )?(?:\w+ )?(?:fix\w*|mitigation\w*|change|patch|hotfix|workaround|remediation|update|steps)|fix (?:has been |was |is )?(?:deployed|implemented|applied|in place|rolled out|released)|mitigat(?:ed|ion)|restart(?:ed|ing)|replaced|removed (?:it|the|a)|disabl(?:ed|ing)|increas(?:ed|ing) (?:the |our )?(?:\w+ )?(?:limit|capacity|port|memory|worker|pool|quota|allocation)|scal(?:ed|ing) (?:up|out)|re-?rout(?:ed|ing)|block(?:ed|ing) (?:the|this|abusive)|restored (?:service|the)|took corrective|corrective action|turned off|switched (?:to|back|over)|swapp(?:ed|ing)|(?:static )?reservation (?:is )?(?:in place|permanent)|installed|issued|extended|steps to mitigate|has been fixed|was fixed|we fixed|resolved (?:the|this|by)|was (?:mitigated|resolved|remediated|addressed)|addressed (?:the|this|by)|failed over|cleared|removed from)\b/i,
  ],
  [
    'recovered',
    /\b(?:(?:have |has |are |is )?(?:now )?(?:fully|all|completely) (?:recovered|restored|operational|resolved|mitigated|subsided)|(?:full|complete) recovery (?:at|by|of|was|is|across|confirmed)|reached full recovery|operating normally|operating as normal|back to (?:normal|baseline|healthy)|returned to (?:normal|baseline|healthy)|ha(?:s|ve) normali[sz]ed|no longer (?:seeing|experiencing|impacted|affected)|impact (?:has|is) (?:fully )?(?:subsided|over|mitigated|resolved|ended)|have recovered|has recovered|normal (?:again|levels|operation)|confirmed recovery|working (?:again|normally|as expected)|healthy levels|been resolved|queue empty|(?:is|are) (?:back|up) (?:again|online|to)|service (?:was|is|has been) restored|complete at|(?<!\b(?:roll\w*|go\w*|swapp\w*|switch\w*|mov\w*|fall\w*|fail\w*|alias|put|bring\w*) )back (?:to|at|up|online)\b|gone\b|caught up\b)/i,
  ],
  [
    'recovering',
    /\b(?:seeing|see|observ\w+|signs? of|showing|early|initial|partial|gradual|small|strong) (?:\w+ ){0,4}(?:recovery|improvement\w*|mitigation)|recover(?:y has started|y is|ing|y began)|continues? to recover|improv(?:ing|ement|ed)|monitoring (?:for|to|the|closely|impact|recovery|results|stability)|monitor(?:ing)? (?:closely|the (?:results|recovery|situation|impact))|is being delivered|are being delivered|burning down|catch(?:ing)? up|draining|decreas\w+|downward|trending|reduced (?:the )?impact|processing (?:the )?(?:backlog|queue)|are processing|working through/i,
  ],
  [
    'searching',
    /\b(?:investigat\w+|looking (?:into|at|for)|trying to (?:find|understand|identify)|diagnos\w+|do(?:es)? not (?:yet )?know|unknown cause|continue to (?:work|investigate)|ticket with (?:the )?vendor)\b/i,
  ],
  [
    'impact',
    /\b(?:fail\w*|errors?|delay\w*|slow\w*|unable|cannot|can't|could not|degrad\w+|impact\w*|affect\w*|outage|unavailab\w*|inaccessib\w*|unreachable|down\b|latenc\w+|time-?outs?|timed? out|timing out|stuck|missing|stale|wrong|incorrect\w*|queue\w*|wait\w*|experienc\w+|not (?:working|loading|printing|syncing|sending|delivered|processed|updating|importing|exported|arriv\w+)|unresponsive|disrupt\w*|interrupt\w*|drop\w*|blocked|reject\w*|declin\w+|duplicat\w+|crash\w*|spike\w*|elevated|jumped|stopp\w+|empty|out of date|old\b|half-built|hit\b|saw\b|peaked|waiting|lag\w*|behind|paused|up from|take (?:up to|longer)|longer|returns? (?:an? )?[45]\d\d|1 in \d+|valid for|oversold|overs(?:ell|old)|follow-up|5xx|p9\d|disabled completions|may need)\b/i,
  ],
];

/** What a sentence is about. Empty phrases are nothing else; plans for later are not about the incident itself. */
export const kindsOf = (sentence: string): readonly SentenceKind[] => {
  const kinds = rules.filter(([, pattern]) => pattern.test(sentence)).map(([kind]) => kind);
  if (kinds.includes('empty')) return kinds.includes('next') ? ['empty', 'next'] : ['empty'];
  return kinds.includes('later')
    ? kinds.filter((kind) => kind === 'later' || kind === 'next' || kind === 'data')
    : kinds;
};
