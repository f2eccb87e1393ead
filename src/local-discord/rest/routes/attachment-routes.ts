import type { FastifyInstance } from 'fastify';
import type { World } from '../../world/world.ts';

/** Serves what was uploaded, as Discord's CDN does: never as a page of ours. */
export function attachmentRoutes(app: FastifyInstance, world: World): void {
  app.get<{ Params: { id: string } }>('/attachments/:id/:name', (request, reply) => {
    const file = world.files.get(request.params.id);
    if (file === undefined) {
      return reply.code(404).send('This content is no longer available.');
    }
    const isPicture = /^image\/(png|jpeg|gif|webp)$/.test(file.contentType);
    return reply
      .header('content-type', isPicture ? file.contentType : 'application/octet-stream')
      .header('content-disposition', isPicture ? 'inline' : `attachment; filename="${file.name}"`)
      .header('x-content-type-options', 'nosniff')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .send(file.bytes);
  });
}
