import { z } from 'zod';
import {
  ELEMENT_FORMS,
  ELEMENT_FORM_NAMES,
  constellationText,
} from '../profiles/orbits/constellation-text.ts';
import { trackOem } from '../profiles/orbits/track-oem.ts';
import { SatelliteElements } from '../profiles/satellite-elements.ts';
import type { App, Doors } from './app-doors.ts';
import { Refusal } from './refusal.ts';
import { problem } from './schemas.ts';
import { sendPage } from './send-page.ts';

/** Objects that do not fit, named in one answer. */
const NAMED = 5;
const text = z.string();

/** The constellation as element sets, and where tracks will be as ephemerides. */
export function orbitRoutes(app: App, { service, keeper, pages }: Doors): void {
  const { dataMode, config, inputs } = service.plan;
  const satelliteElements = new SatelliteElements(inputs, config);

  app.get(
    '/v1/constellation.omm',
    {
      schema: {
        tags: ['profiles'],
        description:
          'Mean elements of the own satellites, in the forms that CelesTrak has. Designed orbits are told as elements that SGP4 moves much like them (docs/service/profiles.md has the difference).',
        querystring: z.object({
          format: z.enum(ELEMENT_FORM_NAMES).default('json'),
          group: z.string().optional().describe('Only this group'),
        }),
        response: { 200: text, 400: problem, 401: problem, 403: problem },
      },
    },
    (request, reply) => {
      const visitor = keeper.admit(request, 'read', 'satellites');
      const { format, group } = request.query;
      const { ownSide } = config;
      const all = satelliteElements.at(service.viewFor(visitor).second);
      const page = pages.pageOf(all, JSON.stringify(['omm', format, group]), () => {
        const elements = all.filter(
          ({ id }) => group === undefined || ownSide.groupIds[ownSide.satelliteIds.indexOf(id)] === group,
        );
        const written = constellationText(elements, format, dataMode, new Date().toISOString().slice(0, 19));
        if (!written.ok) {
          const named = written.problems.slice(0, NAMED).map(({ message }) => message);
          const more = written.problems.length - named.length;
          throw new Refusal(
            'invalid-request',
            `\`format\` ${format} cannot hold all: ${named.join('; ')}${more > 0 ? `; and ${more} more` : ''}`,
          );
        }
        return { text: written.text, records: elements.length };
      });
      const { mediaType, ending } = ELEMENT_FORMS[format];
      void reply.header(
        'content-disposition',
        `inline; filename="constellation-${dataMode.toLowerCase()}.${ending}"`,
      );
      return sendPage(pages, page, mediaType, request, reply);
    },
  );

  app.get(
    '/v1/tracks/:id.oem',
    {
      schema: {
        tags: ['profiles'],
        description:
          'CCSDS orbit ephemeris message: where the track is and will be if it flies on without thrust and lift, with covariance, no farther than the ground.',
        params: z.object({ id: z.string() }),
        querystring: z.object({
          minutes: z.coerce.number().min(0).max(60).default(10).describe('How far ahead'),
          step: z.coerce.number().min(1).max(300).default(10).describe('Time between two states, s'),
        }),
        response: { 200: text, 400: problem, 401: problem, 403: problem, 404: problem },
      },
    },
    (request, reply) => {
      const view = service.viewFor(keeper.admit(request, 'read', 'tracks'));
      const track = view.tracks.get(request.params.id);
      if (track === undefined) throw new Refusal('not-found', `there is no track "${request.params.id}" now`);
      const { minutes, step } = request.query;
      const span = { stepS: step, count: Math.floor((60 * minutes) / step) + 1 };
      request.toldRecords = 1;
      return reply
        .type('text/plain')
        .serializer(String)
        .send(trackOem([track], dataMode, span, new Date().toISOString()));
    },
  );
}
