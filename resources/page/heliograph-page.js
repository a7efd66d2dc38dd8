// SPDX-License-Identifier: GPL-3.0-or-later
import {Heliograph} from './heliograph.js';

const texts = {
  en: {
    channels: 'Channels (several with commas; * for patterns)', subscribe: 'Subscribe', clear: 'Clear', channel: 'Channel', type: 'Type',
    token: 'Token, where one is asked for', data: 'Data', publish: 'Publish', time: 'Time', filter: 'Filter the events ( / )',
    empty: 'Nothing has arrived yet. Publish above, or from a terminal as below.', hint: 'Ctrl+Enter publishes.',
    known: 'Channels of this hub', language: 'Language', code: 'The same from your own program', copy: 'Copy', copied: 'Copied.',
    open: '● open', connecting: '◐ connecting', closed: '✕ closed',
    events: (n, shown) => n + (n === 1 ? ' event' : ' events') + (shown < n ? ', ' + shown + ' shown' : ''),
    sent: (n, id) => 'Sent to ' + n + (n === 1 ? ' client' : ' clients') + ', id ' + id,
    failed: why => 'Not published: ' + why, refused: why => 'Not subscribed: ' + why, lost: why => why + ' The page comes back by itself.',
    cut: 'The connection was lost.', unreachable: 'The hub cannot be reached.', notTheHub: status => 'The answer is not the hub\'s (' + status + ').',
    wrongNames: 'Channels and patterns together are at most 100.',
    needsToken: 'This hub asks for a token: type one above and press Subscribe.',
    gap: 'Events before this are not held any more', shutdown: 'The hub is stopping; the page comes back by itself',
  },
  ja: {
    channels: 'チャンネル(コンマ区切りで複数、* でパターン)', subscribe: '購読', clear: '消去', channel: 'チャンネル', type: '種類',
    token: 'トークン(必要な場合)', data: 'データ', publish: '配信', time: '時刻', filter: 'イベントの絞り込み( / )',
    empty: 'まだ何も届いていません。上から配信するか、下のように端末から配信してください。', hint: 'Ctrl+Enter で配信します。',
    known: 'このハブのチャンネル', language: '言語', code: '自分のプログラムから', copy: 'コピー', copied: 'コピーしました。',
    open: '● 受信中', connecting: '◐ 接続中', closed: '✕ 閉じています',
    events: (n, shown) => n + ' 件' + (shown < n ? '(表示 ' + shown + ' 件)' : ''),
    sent: (n, id) => n + ' 個のクライアントに配信しました (id ' + id + ')',
    failed: why => '配信できませんでした: ' + why, refused: why => '購読できませんでした: ' + why, lost: why => why + ' 自動で再接続します。',
    cut: '接続が切れました。', unreachable: 'ハブに接続できません。', notTheHub: status => 'ハブのものではない応答が届きました (' + status + ')。',
    wrongNames: 'チャンネルとパターンは合わせて 100 個までです。',
    needsToken: 'このハブにはトークンが必要です。上に入力して「購読」を押してください。',
    gap: 'これより前のイベントはもう保持されていません', shutdown: 'ハブが停止します。自動で再接続します',
  },
};

const $ = id => document.getElementById(id);
const hub = new URL('.', location.href).href.replace(/[?#].*/, '');
const mostRows = 500;
const mostChips = 30;
let text = texts.en;
let source = null;
let count = 0;
let known = [];
let snippet = 'JavaScript';

/// What storage keeps, where it may be used.
function stored(storage, key, value) {
  try {
    if (value === undefined)
      return globalThis[storage].getItem(key) ?? '';
    globalThis[storage].setItem(key, value);
  } catch {
    // forbidden here: the page forgets
  }
  return '';
}

function setLanguage(language) {
  text = texts[language];
  document.documentElement.lang = language;
  $('language').value = language;
  $('language').setAttribute('aria-label', text.language);
  $('chips').setAttribute('aria-label', text.known);
  for (const element of document.querySelectorAll('[data-text]'))
    element.textContent = text[element.dataset.text];
  showState();
  showCount();
}

function showState() {
  const name = ['connecting', 'open', 'closed'][source ? source.readyState : 2];
  $('state').dataset.state = name;
  $('state').textContent = text[name];
}

function say(words, isFailure = false) {
  $('answer').textContent = words;
  $('answer').classList.toggle('failed', isFailure);
}

// Events

function isShown(row) {
  return row.textContent.toLowerCase().includes($('filter').value.toLowerCase());
}

function showCount() {
  const shown = [...$('events').rows].filter(row => !row.hidden && row.className !== 'gap').length;
  $('count').textContent = count ? text.events(count, shown) : '';
}

function addRow(channel, type, data, className = '') {
  const row = $('events').insertRow(0);
  row.className = className;
  for (const value of [new Date().toLocaleTimeString(document.documentElement.lang, {hour12: false}), channel, type, data])
    row.insertCell().textContent = value;
  row.cells[3].className = 'data';
  row.hidden = !isShown(row);
  while ($('events').rows.length > mostRows)
    $('events').deleteRow(-1);
  $('empty').hidden = true;
}

function filterRows() {
  for (const row of $('events').rows)
    row.hidden = !isShown(row);
  showCount();
}

// Subscribing

const mostNames = 100;
const isPattern = name => /[*?[]/.test(name);
/// Whether the field, which separates names with commas and reads globs, can hold it as it is.
const isPlain = name => !isPattern(name) && !name.includes(',') && name === name.trim();
const token = () => $('token').value.trim();
const names = () => [...new Set($('channels').value.split(',').map(name => name.trim()).filter(name => name))];

function take(event) {
  if (event.channel === null && (event.type === 'gap' || event.type === 'shutdown')) {
    addRow('', event.type, text[event.type], 'gap');
    return;
  }
  ++count;
  addRow(event.channel ?? '', event.type, event.data);
  showCount();
  if (event.channel && isPlain(event.channel) && known.length > 0 && !known.includes(event.channel))
    showKnown([...known, event.channel].sort());
}

function takeError(error) {
  showState();
  if (source.readyState === Heliograph.CLOSED)
    say((error.status === 401 && !token() ? text.needsToken + ' ' : '') + text.refused(error.detail), true);
  else
    say(text.lost(error.status === 0 ? text.cut : error.detail), true);
}

function subscribe() {
  source?.close();
  source = null;
  stored('sessionStorage', 'heliograph token', token());
  if (names().length > mostNames) {
    say(text.refused(text.wrongNames), true);
    showState();
    return;
  }
  try {
    source = new Heliograph(hub, {
      channels: names().filter(name => !isPattern(name)),
      patterns: names().filter(isPattern),
      token: token(),
    });
  } catch (error) {
    say(text.refused(error.message), true);
    showState();
    return;
  }
  say('');
  source.onopen = () => { say(''); showState(); };
  source.onerror = takeError;
  source.onevent = take;
  $('channel').value = names().find(name => !isPattern(name)) ?? 'sse';
  showState();
  showSnippet();
  showKnown(known);
}

/// The hub's channels, where this page may know them; elsewhere names are typed.
async function askForChannels() {
  const response = await fetch(hub + 'api/channels?limit=' + mostChips, {headers: authorization()}).catch(() => null);
  const answer = response?.ok ? await response.json().catch(() => null) : null;
  showKnown(answer?.channels?.map(channel => channel.name) ?? []);
}

function showKnown(channels) {
  known = channels.filter(isPlain).slice(0, mostChips);
  $('chips').hidden = known.length === 0;
  const focused = $('chips').contains(document.activeElement) ? document.activeElement.textContent : null;
  $('chips').replaceChildren(...known.map(name => {
    const chip = document.createElement('button');
    chip.type = 'button';
    chip.textContent = name;
    chip.setAttribute('aria-pressed', names().includes(name));
    chip.onclick = () => {
      $('channels').value = (names().includes(name) ? names().filter(one => one !== name) : [...names(), name]).join(', ');
      subscribe();
    };
    return chip;
  }));
  [...$('chips').children].find(chip => chip.textContent === focused)?.focus();
  $('known').replaceChildren(...known.map(name => new Option(name)));
}

// Publishing

const authorization = () => token() ? {Authorization: 'Bearer ' + token()} : {};

async function publish() {
  const query = $('type').value ? '?event=' + encodeURIComponent($('type').value) : '';
  const channel = encodeURIComponent($('channel').value || 'sse');
  const request = {method: 'POST', body: $('data').value, headers: authorization()};
  const response = await fetch(hub + 'channels/' + channel + query, request).catch(() => null);
  const answer = await response?.json().catch(() => null); // a proxy's page is none
  if (response?.ok && answer)
    say(text.sent(answer.subscribers, answer.id));
  else
    say(text.failed(!response ? text.unreachable : answer?.detail ?? text.notTheHub(response.status)), true);
}

// Programs that do the same. A token is never shown: its place is.

const quoted = value => "'" + value.replace(/'/g, "'\\''") + "'";
const snippets = {
  JavaScript: (channel, withToken) => `import {Heliograph} from ${JSON.stringify(hub + 'heliograph.js')};

const source = new Heliograph(${JSON.stringify(hub)}, {channels: [${JSON.stringify(channel)}]${withToken ? ", token: 'TOKEN'" : ''}});
source.onevent = event => console.log(event.channel, event.type, event.data); // of every type`,
  curl: (channel, withToken) => {
    const more = withToken ? "-H 'Authorization: Bearer TOKEN' " : '';
    return `curl -N ${more}${quoted(hub + 'stream?channel=' + encodeURIComponent(channel))}
curl ${more}-d 'Hello' ${quoted(hub + 'channels/' + encodeURIComponent(channel))}`;
  },
  Python: (channel, withToken) => `import urllib.request

request = urllib.request.Request(${JSON.stringify(hub + 'stream?channel=' + encodeURIComponent(channel))}${withToken ? ",\n    headers={'Authorization': 'Bearer TOKEN'}" : ''})
with urllib.request.urlopen(request) as stream:
    for line in stream:
        if line.startswith(b'data: '):
            print(line[6:].decode().rstrip('\\n'))`,
  Qt: (channel, withToken) => `#include <heliograph/client/eventsource.h>

helio::EventSource source(QUrl(${JSON.stringify(hub + 'stream?channel=' + encodeURIComponent(channel))}));${withToken ? '\n// its token: EventSourceOptions, docs/client.md' : ''}
source.on("message", &window, [&](const helio::Event &event) { window.show(event.data); });
source.open();`,
};

function showSnippet() {
  $('snippet').textContent = snippets[snippet]($('channel').value || 'sse', !!token());
  for (const tab of $('tabs').children) {
    tab.setAttribute('aria-selected', tab.textContent === snippet);
    tab.tabIndex = tab.textContent === snippet ? 0 : -1;
  }
}

function makeTabs() {
  const all = Object.keys(snippets);
  $('tabs').replaceChildren(...all.map((name, i) => {
    const tab = document.createElement('button');
    tab.type = 'button';
    tab.role = 'tab';
    tab.setAttribute('role', 'tab');
    tab.setAttribute('aria-controls', 'snippet');
    tab.textContent = name;
    tab.onclick = () => { snippet = name; showSnippet(); };
    tab.onkeydown = event => {
      const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
      if (!step)
        return;
      const next = $('tabs').children[(i + step + all.length) % all.length];
      next.click();
      next.focus();
    };
    return tab;
  }));
}

// The page

$('subscribe').onsubmit = event => { event.preventDefault(); subscribe(); askForChannels(); };
$('publish').onsubmit = event => { event.preventDefault(); publish(); };
$('data').onkeydown = event => {
  if (event.key === 'Enter' && event.ctrlKey && !event.isComposing) { event.preventDefault(); publish(); }
};
$('channel').oninput = showSnippet;
$('token').oninput = showSnippet;
$('filter').oninput = filterRows;
$('filter').onkeydown = event => {
  if (event.key === 'Escape') { $('filter').value = ''; filterRows(); }
};
document.onkeydown = event => {
  if (event.key === '/' && !event.target.closest('input, textarea, select')) { event.preventDefault(); $('filter').focus(); }
};
$('clear').onclick = () => { $('events').replaceChildren(); count = 0; showCount(); $('empty').hidden = false; };
$('copy').onclick = async () => {
  try {
    await navigator.clipboard.writeText($('snippet').textContent);
    say(text.copied);
  } catch { // not allowed, or no secure context: it stands selected
    getSelection().selectAllChildren($('snippet'));
  }
};
$('language').onchange = () => { stored('localStorage', 'heliograph language', $('language').value); setLanguage($('language').value); };

// A token in the address goes into its field, and out of the address: bookmarks and referrers are no place for it.
const address = new URL(location);
const fragment = new URLSearchParams(address.hash.slice(1));
const given = fragment.get('access_token') || address.searchParams.get('access_token');
if (given) {
  address.searchParams.delete('access_token');
  fragment.delete('access_token');
  address.hash = fragment.toString();
  history.replaceState(null, '', address);
}
$('token').value = given || stored('sessionStorage', 'heliograph token');
const asked = new URLSearchParams(location.search).getAll('channel').join(', ');
if (asked)
  $('channels').value = asked;
const language = stored('localStorage', 'heliograph language') || (navigator.language || 'en').slice(0, 2);
makeTabs();
setLanguage(language in texts ? language : 'en');
subscribe();
askForChannels();
