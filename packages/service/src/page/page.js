/* The plain page: a client of the doors like any other. The key comes behind # in the address, or is typed in; it stays in this tab. */

const KEY = 'cupola-key';
const MOST_EVENTS = 30;
const RETRY_MS = 2000;
const MOST_LAUNCHES = 30;
const LAUNCHES_EVERY_MS = 5000;
const at = (id) => document.getElementById(id);
const tracks = new Map();
const alerts = new Map();
let lastEventId = null;

const given = /^#key=(cl_[\w-]+)$/.exec(location.hash)?.[1];
if (given !== undefined) {
  sessionStorage.setItem(KEY, given);
  history.replaceState(null, '', location.pathname);
}

// An address with a key, opened where the page is already, loads nothing by itself.
addEventListener('hashchange', () => location.reload());

at('key-form').addEventListener('submit', (submitted) => {
  submitted.preventDefault();
  sessionStorage.setItem(KEY, at('key').value.trim());
  at('key').value = '';
  location.reload();
});

const headers = () => ({ authorization: `Bearer ${sessionStorage.getItem(KEY) ?? ''}` });
const toSecond = (utc) => (utc === null ? null : `${utc.slice(0, 10)} ${utc.slice(11, 19)} UTC`);
const clock = (utc) => (utc === null ? '–' : utc.slice(11, 19));

function cell(text, className = '') {
  const made = document.createElement('td');
  made.textContent = text;
  made.className = className;
  return made;
}

function row(heading, cells) {
  const made = document.createElement('tr');
  const head = document.createElement('th');
  head.scope = 'row';
  head.textContent = heading;
  made.append(head, ...cells);
  return made;
}

function trackRow(track) {
  const { custody, threat } = track;
  const verdict = threat === null ? '' : threat.declared ? ' declared' : threat.excluded ? ' excluded' : '';
  return row(track.id, [
    cell(track.phase),
    cell(custody?.level ?? '–', custody?.level),
    cell(custody === null ? '–' : String(custody.satelliteIds.length), 'number'),
    cell(track.latitudeDeg.toFixed(2), 'number'),
    cell(track.longitudeDeg.toFixed(2), 'number'),
    cell(track.altitudeKm.toFixed(1), 'number'),
    cell(track.speedKmPerS.toFixed(2), 'number'),
    cell(track.positionSigmaKm.toFixed(3), 'number'),
    cell(
      threat === null ? '–' : threat.jointProb.toFixed(3) + verdict,
      threat?.declared ? 'number high' : 'number',
    ),
    cell(threat?.vehicleClass ?? '–'),
    cell(clock(track.lastDetectedAt)),
  ]);
}

function alertRow(alert) {
  const handled = [
    alert.acknowledgedBy === null ? '' : `acknowledged ${alert.acknowledgedAt?.slice(11, 19)}`,
    alert.shelvedUntil === null ? '' : `shelved until ${toSecond(alert.shelvedUntil)}`,
    alert.note ?? '',
  ];
  const made = row(alert.level, [
    cell(clock(alert.at)),
    cell(alert.trackId ?? '–'),
    cell(alert.text, 'what'),
    cell(handled.filter((each) => each !== '').join('; ') || '–'),
  ]);
  made.firstChild.className = alert.level;
  return made;
}

function launchRow(launch) {
  const [site] = launch.sites.toSorted((a, b) => b.prob - a.prob);
  return row(launch.id, [
    cell(clock(launch.launchedAt)),
    cell(launch.latitudeDeg.toFixed(2), 'number'),
    cell(launch.longitudeDeg.toFixed(2), 'number'),
    cell(site === undefined ? '–' : `${site.title} (${site.prob.toFixed(2)})`),
    cell(launch.vehicleClass ?? '–'),
    cell(launch.declared ? 'declared' : '–', launch.declared ? 'high' : ''),
    cell(launch.trackIds.join(', ')),
  ]);
}

function eventLine(event) {
  const made = document.createElement('li');
  const time = document.createElement('time');
  time.dateTime = event.at;
  time.textContent = clock(event.at);
  const { reason, reasons } = event.detail;
  const why = reason ?? reasons?.join('; ') ?? '';
  made.append(
    time,
    `${event.kind.replaceAll('-', ' ')}${event.trackId === null ? '' : ` ${event.trackId}`}${why === '' ? '' : `: ${why}`}`,
  );
  return made;
}

let isDue = false;
/** At most once a frame, however much comes. */
function draw() {
  if (isDue) return;
  isDue = true;
  requestAnimationFrame(() => {
    isDue = false;
    const sorted = [...tracks.values()].toSorted((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }));
    const open = [...alerts.values()]
      .filter((each) => each.closedAt === null)
      .toSorted((a, b) => b.atUs - a.atUs);
    at('tracks').replaceChildren(...sorted.map(trackRow));
    at('alerts').replaceChildren(...open.map(alertRow));
    at('no-tracks').hidden = sorted.length > 0;
    at('no-alerts').hidden = open.length > 0;
  });
}

function take(type, data) {
  if (type === 'snapshot' && !data.resumed) {
    tracks.clear();
    alerts.clear();
  } else if (type === 'track') tracks.set(data.id, data);
  else if (type === 'track-removed') tracks.delete(data.id);
  else if (type === 'alert') alerts.set(data.id, data);
  else if (type === 'event') {
    at('events').prepend(eventLine(data));
    while (at('events').children.length > MOST_EVENTS) at('events').lastChild.remove();
  } else if (type === 'closed') at('trouble').textContent = `The stream was closed: ${data.reason}.`;
  draw();
}

/** Server-sent events by fetch: an EventSource cannot send a key. */
async function follow() {
  const resume = lastEventId === null ? {} : { 'last-event-id': lastEventId };
  const response = await fetch('/v1/stream?types=track,event,alert', {
    headers: { ...headers(), ...resume },
  });
  if (!response.ok) throw new Error(await problemOf(response));
  at('trouble').textContent = '';
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text += value;
    const blocks = text.split('\n\n');
    text = blocks.pop();
    for (const block of blocks) {
      const fields = Object.fromEntries(
        block
          .split('\n')
          .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
      );
      if (fields.id !== undefined) lastEventId = fields.id;
      if (fields.event !== undefined) take(fields.event, JSON.parse(fields.data));
    }
  }
}

/** A proxy before the service may answer with something else than a problem. */
async function problemOf(response) {
  const problem = await response.json().catch(() => null);
  return problem?.detail ?? problem?.title ?? `the service answered ${response.status}`;
}

async function about() {
  const response = await fetch('/v1', { headers: headers() });
  if (response.status === 401) {
    at('key-form').hidden = false;
    at('about').textContent = 'A key is needed to see what is served.';
    return false;
  }
  if (!response.ok) throw new Error(await problemOf(response));
  const served = await response.json();
  at('mode').textContent = `${served.dataMode}: generic, cited parameters`;
  at('title').textContent = served.title;
  at('about').textContent =
    `Session ${served.session} (${served.feed}, ${served.state}), ${served.satellites} satellites, ${served.tracks} ${served.tracks === 1 ? 'track' : 'tracks'}; now ${toSecond(served.now) ?? 'before the first second'}; final through ${toSecond(served.finalThrough) ?? 'nothing yet'}.`;
  return true;
}

/** The newest ones. Whoever may not see launches is not shown the table. */
async function launches() {
  const response = await fetch('/v1/launches?limit=1000', { headers: headers() });
  at('launches-heading').parentElement.hidden = response.status === 403;
  if (!response.ok) return;
  const { items } = await response.json();
  at('launches').replaceChildren(...items.slice(-MOST_LAUNCHES).toReversed().map(launchRow));
  at('no-launches').hidden = items.length > 0;
}

/** The list begins with the oldest: it is read to its end. */
async function recentEvents() {
  let newest = [];
  for (let next = ''; next !== null;) {
    const response = await fetch(`/v1/events?limit=1000${next === '' ? '' : `&cursor=${next}`}`, {
      headers: headers(),
    });
    if (!response.ok) return;
    const page = await response.json();
    newest = [...newest, ...page.items].slice(-MOST_EVENTS);
    next = page.next;
  }
  at('events').replaceChildren(...newest.toReversed().map(eventLine));
}

const isReportThere = async (shown) => (await fetch('/report', { method: 'HEAD', headers: shown })).ok;

/** To everybody a link; else to whoever may see it a form, which carries the key as no link can. */
async function linkReport() {
  at('report').hidden = !(await isReportThere({}));
  const key = sessionStorage.getItem(KEY);
  if (!at('report').hidden || key === null) return;
  at('report-form').hidden = !(await isReportThere(headers()));
  at('report-form').elements.key.value = key;
}

async function show() {
  await linkReport();
  if (!(await about())) return;
  await Promise.all([recentEvents(), launches()]);
  setInterval(() => launches().catch(() => {}), LAUNCHES_EVERY_MS);
  setInterval(() => about().catch(() => {}), 1000);
  for (;;) {
    await follow().catch((error) => {
      at('trouble').textContent = `Not connected: ${error.message}. Trying again.`;
    });
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}

show().catch((error) => {
  at('trouble').textContent = error.message;
});
