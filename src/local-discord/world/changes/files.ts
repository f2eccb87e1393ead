import type { APIAttachment } from 'discord-api-types/v10';
import type { StoredFile } from '../entities.ts';
import type { World } from '../world.ts';

/** Keeps a file that somebody sends, and says where it is. */
export function keepFile(world: World, file: StoredFile): APIAttachment {
  const id = world.nextId();
  const kept = { ...file, name: fileNameOf(file.name) };
  world.files.set(id, kept);
  return presentFile(world, id, kept);
}

/** A kept file as Discord shows it. */
export function presentFile(
  world: World,
  id: string,
  { name, contentType, bytes }: StoredFile,
): APIAttachment {
  const url = `${world.origin}/attachments/${id}/${encodeURIComponent(name)}`;
  const size = bytes.length;
  return { id, filename: name, size, url, proxy_url: url, content_type: contentType };
}

/** Discord keeps letters, digits and a few signs of a name. */
export function fileNameOf(name: string): string {
  return name.replace(/[^\w.-]+/g, '_');
}
