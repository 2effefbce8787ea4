/** Decoded images, kept for as long as somebody shows them. */

export interface Image {
  readonly path: string;
  readonly pixels: Uint8Array;
  close(): void;
}

export class ImageCache {
  private readonly images = new Map<string, WeakRef<Image>>();
  private readonly gone = new FinalizationRegistry<() => void>((close) => close());

  constructor(private readonly decode: (path: string) => Promise<Image>) {}

  async load(path: string): Promise<Image> {
    const known = this.images.get(path)?.deref();
    if (known !== undefined) return known;
    const image = await this.decode(path);
    this.gone.register(image, () => image.close());
    this.images.set(path, new WeakRef(image));
    return image;
  }

  sizeOf(path: string): number {
    const ref = this.images.get(path);
    if (ref === undefined) return 0;
    const image = ref.deref();
    return image!.pixels.length;
  }
}
