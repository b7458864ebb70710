/** The emoji people and apps use most, by Slack's names. A name that is not here is shown as it was written. */
const table = `
+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|ok_hand 👌|clap 👏|raised_hands 🙌|pray 🙏|wave 👋|muscle 💪|point_right 👉|point_left 👈
point_up ☝️|point_down 👇|eyes 👀|smile 😄|slightly_smiling_face 🙂|grinning 😀|joy 😂|sweat_smile 😅|wink 😉|blush 😊
heart_eyes 😍|thinking_face 🤔|neutral_face 😐|confused 😕|disappointed 😞|cry 😢|sob 😭|scream 😱|rage 😡|sunglasses 😎
partying_face 🥳|exploding_head 🤯|facepalm 🤦|shrug 🤷|heart ❤️|broken_heart 💔|sparkles ✨|star ⭐|star2 🌟|fire 🔥|boom 💥
tada 🎉|confetti_ball 🎊|gift 🎁|trophy 🏆|medal 🏅|rocket 🚀|airplane ✈️|car 🚗|truck 🚚|ship 🚢|package 📦|factory 🏭
house 🏠|office 🏢|shopping_bags 🛍️|shopping_trolley 🛒|credit_card 💳|moneybag 💰|money_with_wings 💸|euro 💶|dollar 💵
chart_with_upwards_trend 📈|chart_with_downwards_trend 📉|bar_chart 📊|calendar 📆|date 📅|spiral_calendar_pad 🗓️
clipboard 📋|memo 📝|pencil 📝|pencil2 ✏️|paperclip 📎|pushpin 📌|bookmark 🔖|link 🔗|mag 🔍|bulb 💡|wrench 🔧|hammer 🔨
gear ⚙️|computer 💻|cloud ☁️|zap ⚡|bug 🐛|lock 🔒|unlock 🔓|key 🔑|shield 🛡️|bell 🔔|no_bell 🔕|mega 📣|loudspeaker 📢
speech_balloon 💬|thought_balloon 💭|email 📧|incoming_envelope 📨|phone ☎️|hourglass ⌛|hourglass_flowing_sand ⏳|clock1 🕐
alarm_clock ⏰|stopwatch ⏱️|warning ⚠️|rotating_light 🚨|construction 🚧|no_entry ⛔|no_entry_sign 🚫|x ❌|heavy_check_mark ✔️
white_check_mark ✅|ballot_box_with_check ☑️|question ❓|grey_question ❔|exclamation ❗|information_source ℹ️|recycle ♻️
arrow_up ⬆️|arrow_down ⬇️|arrow_right ➡️|arrow_left ⬅️|arrow_upper_right ↗️|arrow_lower_right ↘️|arrows_counterclockwise 🔄
heavy_plus_sign ➕|heavy_minus_sign ➖|red_circle 🔴|large_orange_circle 🟠|large_yellow_circle 🟡|large_green_circle 🟢
large_blue_circle 🔵|white_circle ⚪|black_circle ⚫|green_heart 💚|blue_heart 💙|seedling 🌱|sunny ☀️|umbrella ☔|snowflake ❄️
coffee ☕|pizza 🍕|cake 🍰|beer 🍺|wave_hand 👋|robot_face 🤖|ghost 👻|100 💯|one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣|five 5️⃣
de 🇩🇪|gb 🇬🇧|us 🇺🇸|fr 🇫🇷|es 🇪🇸|it 🇮🇹|pt 🇵🇹|pl 🇵🇱|se 🇸🇪|at 🇦🇹|ch 🇨🇭|eu 🇪🇺`;

export const emoji: ReadonlyMap<string, string> = new Map(
  table
    .trim()
    .split(/[|\n]/)
    .map((entry) => entry.split(' ') as [string, string]),
);

/** The ones offered first when reacting. */
export const quickReactions: readonly string[] = [
  'white_check_mark',
  'eyes',
  'raised_hands',
  '+1',
  'heart',
  'tada',
  'joy',
  'thinking_face',
  'warning',
  'rocket',
  'chart_with_upwards_trend',
  'question',
];

export const emojiFor = (name: string): string =>
  emoji.get(name.replace(/::skin-tone-\d$/, '')) ?? `:${name}:`;
