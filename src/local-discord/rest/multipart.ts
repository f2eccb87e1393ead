/** A file of a multipart body: the `n` of its `files[n]` field, its name and its bytes. */
export interface UploadedFile {
  readonly field: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** The JSON and the files of a multipart request. */
export interface MultipartBody {
  readonly multipart: true;
  /** What was in `payload_json`. */
  readonly payload: unknown;
  readonly files: readonly UploadedFile[];
}

/** Reads a multipart body with Node's own parser. Throws where it is none, or its JSON is not. */
export async function readMultipart(body: Buffer, contentType: string): Promise<MultipartBody> {
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': contentType },
  }).formData();
  const files: UploadedFile[] = [];
  let payload: unknown = {};
  for (const [field, value] of form) {
    if (typeof value === 'string') {
      payload = field === 'payload_json' ? JSON.parse(value) : payload;
      continue;
    }
    files.push({
      field,
      name: value.name,
      contentType: value.type || 'application/octet-stream',
      bytes: Buffer.from(await value.arrayBuffer()),
    });
  }
  return { multipart: true, payload, files };
}
