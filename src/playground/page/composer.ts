import { createCompletion } from './completion.ts';
import { h } from './dom.ts';
import { emojiPanel } from './emoji-panel.ts';
import { icon } from './icons.ts';
import { menu, notice, popover } from './overlay.ts';
import { act, upload } from './server.ts';
import { app, store } from './store.ts';

export type Composer = {
  readonly element: HTMLElement;
  readonly focus: () => void;
  readonly put: (text: string) => void;
};

const marks = [
  ['*', 'Bold', 'B', 'strong'],
  ['_', 'Italic', 'I', 'em'],
  ['~', 'Strikethrough', 'S', 's'],
] as const;

/** The field to write in, with completion, formatting, files and shortcuts. */
export const createComposer = (options: {
  readonly channel: string;
  readonly threadTs: string | null;
  readonly placeholder: string;
  readonly label: string;
  /** The name of the conversation that a reply can also be sent to. */
  readonly alsoTo: string | null;
  /** ArrowUp in an empty field: edit the last own message. */
  readonly editLast: () => void;
}): Composer => {
  const { channel, threadTs } = options;
  const key = `${channel}/${threadTs ?? ''}`;
  const files: { readonly id: string; readonly name: string }[] = [];
  const field = h('textarea', {
    class: 'composer-field',
    rows: 1,
    placeholder: options.placeholder,
    'aria-label': options.label,
    dir: 'auto',
  });
  const completion = createCompletion(field);
  const tray = h('div', { class: 'composer-files' });
  const also = h('input', { type: 'checkbox' });
  const send = h(
    'button',
    {
      type: 'button',
      class: 'send',
      'aria-label': 'Send',
      title: 'Send (Enter)',
      onclick: () => void submit(),
    },
    icon('send', 18),
  );

  const grow = (): void => {
    field.style.height = 'auto';
    field.style.height = `${Math.min(field.scrollHeight, innerHeight * 0.4)}px`;
    send.classList.toggle('ready', field.value.trim() !== '' || files.length > 0);
    store.drafts.set(key, field.value);
  };
  const put = (text: string): void => {
    field.value = text;
    grow();
    field.focus();
  };
  const drawTray = (): void => {
    tray.replaceChildren(
      ...files.map((file, at) =>
        h(
          'span',
          { class: 'composer-file' },
          icon('file', 16),
          h('bdi', {}, file.name),
          h(
            'button',
            {
              type: 'button',
              class: 'icon-button small',
              'aria-label': `Remove ${file.name}`,
              onclick: () => {
                files.splice(at, 1);
                drawTray();
                grow();
              },
            },
            icon('close', 14),
          ),
        ),
      ),
    );
  };
  const attach = async (chosen: Iterable<File>): Promise<void> => {
    for (const file of chosen) {
      const outcome = await upload(file);
      if (outcome.ok) files.push({ id: String(outcome['id']), name: file.name });
      else notice(outcome.problem ?? 'The file could not be sent.');
    }
    drawTray();
    grow();
  };

  const submit = async (): Promise<void> => {
    const text = field.value;
    if (text.trim() === '' && files.length === 0) return;
    const sent = files.splice(0);
    put('');
    drawTray();
    const outcome = await act('say', {
      channel,
      text,
      threadTs,
      broadcast: also.checked,
      files: sent.map((file) => file.id),
    });
    if (outcome.ok) {
      also.checked = false;
      return;
    }
    files.push(...sent);
    drawTray();
    if (field.value === '') put(text);
    notice(outcome.problem ?? 'The message could not be sent.');
  };

  const wrap = (mark: string): void => {
    const { selectionStart: from, selectionEnd: to, value } = field;
    field.setRangeText(`${mark}${value.slice(from, to)}${mark}`, from, to, from === to ? 'end' : 'select');
    if (from === to) field.setSelectionRange(from + mark.length, from + mark.length);
    field.focus();
    grow();
  };
  const insert = (text: string): void => {
    field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
    field.focus();
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const keys = (event: KeyboardEvent): void => {
    if (event.isComposing || completion.handleKey(event)) return;
    const run = keyMeaning(event);
    if (run === undefined) return;
    event.preventDefault();
    run();
  };
  const keyMeaning = (event: KeyboardEvent): (() => void) | undefined => {
    if (event.ctrlKey || event.metaKey) return { b: () => wrap('*'), i: () => wrap('_') }[event.key];
    if (event.key === 'Enter' && !event.shiftKey && !event.altKey) return () => void submit();
    return event.key === 'ArrowUp' && field.value === '' ? options.editLast : undefined;
  };
  field.addEventListener('keydown', keys);
  field.addEventListener('input', () => {
    grow();
    completion.update();
  });
  field.addEventListener('click', completion.update);
  field.addEventListener('paste', (event) => {
    const pasted = [...(event.clipboardData?.files ?? [])];
    if (pasted.length === 0) return;
    event.preventDefault();
    void attach(pasted);
  });

  const picker = h('input', {
    type: 'file',
    class: 'hidden',
    multiple: true,
    'aria-label': 'Attach files',
    onchange: () => void attach(picker.files ?? []),
  });
  const tool = (label: string, content: Node | string, run: (anchor: HTMLElement) => void): HTMLElement =>
    h(
      'button',
      {
        type: 'button',
        class: 'icon-button',
        'aria-label': label,
        title: label,
        onclick: (event: Event) => run(event.currentTarget as HTMLElement),
      },
      content,
    );
  const shortcuts = app().shortcuts.filter((shortcut) => shortcut.kind === 'global');
  const offer = (anchor: HTMLElement): void =>
    menu(
      anchor,
      [
        { kind: 'heading', label: 'Shortcuts' },
        ...shortcuts.map((shortcut) => ({
          kind: 'item' as const,
          label: shortcut.name,
          detail: shortcut.description,
          icon: 'bolt',
          run: () => void runShortcut(shortcut.callbackId),
        })),
        { kind: 'heading', label: 'Slash commands' },
        ...app().commands.map((command) => ({
          kind: 'item' as const,
          label: command.command,
          detail: command.description,
          run: () => put(`${command.command} `),
        })),
      ],
      'Shortcuts',
    );
  const chooseEmoji = (anchor: HTMLElement): void => {
    const panel = emojiPanel((name) => {
      close();
      insert(`:${name}: `);
    });
    const close = popover(anchor, panel, { prefer: 'above' });
    panel.querySelector('input')?.focus();
  };

  field.value = store.drafts.get(key) ?? '';
  queueMicrotask(grow);
  return {
    element: h(
      'div',
      { class: 'composer-holder' },
      completion.element,
      h(
        'div',
        { class: 'composer' },
        h(
          'div',
          { class: 'composer-formats', role: 'toolbar', 'aria-label': 'Formatting' },
          ...marks.map(([mark, label, letter, tag]) => tool(label, h(tag, {}, letter), () => wrap(mark))),
          tool('Code', icon('code', 16), () => wrap('`')),
        ),
        field,
        tray,
        h(
          'div',
          { class: 'composer-tools' },
          picker,
          tool('Attach a file', icon('plus', 18), () => picker.click()),
          tool('Emoji', icon('smile', 18), chooseEmoji),
          tool('Mention somebody', icon('at', 18), () => insert('@')),
          tool('Shortcuts and commands', icon('bolt', 18), offer),
          h('span', { class: 'spring' }),
          send,
        ),
      ),
      options.alsoTo === null
        ? null
        : h('label', { class: 'also' }, also, 'Also send to ', h('bdi', {}, options.alsoTo)),
    ),
    focus: () => field.focus(),
    put,
  };
};

const runShortcut = async (callbackId: string): Promise<void> => {
  const outcome = await act('shortcut', { callbackId });
  if (!outcome.ok) notice(outcome.problem ?? 'That did not work.');
};
