// Photos are made small on the device before they are queued; what the camera wrote into them (place, time, its number) does not survive it.
const longestSide = 1600;
const mostBytes = 200 * 1024;

/** JPEG of at most 1600 px and 200 KB. Throws where the browser cannot read the picture. */
export async function smallPhoto(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  try {
    for (let side = longestSide; side >= 400; side = Math.round(side * 0.8)) {
      for (const quality of [0.82, 0.68, 0.5]) {
        const small = await jpegOf(picture, side, quality);
        if (small.size <= mostBytes) return small;
      }
    }
    return await jpegOf(picture, 400, 0.4);
  } finally {
    picture.close();
  }
}

async function jpegOf(picture: ImageBitmap, side: number, quality: number): Promise<Blob> {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)),
      'image/jpeg',
      quality,
    ),
  );
}

/** SHA-256 of its bytes, base64url: by this a statement names it. */
export async function digestOf(bytes: Blob): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await bytes.arrayBuffer()));
  return btoa(String.fromCharCode(...hash))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}
