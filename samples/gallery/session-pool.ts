/** Sessions of the people looking at the gallery; one that nobody uses goes by itself. */

import type { Image, ImageCache } from './image-cache.ts';

export class Session {
  readonly opened: Image[] = [];
  private readonly cache: WeakRef<ImageCache>;

  constructor(
    readonly user: string,
    cache: ImageCache,
  ) {
    this.cache = new WeakRef(cache);
  }

  async show(path: string): Promise<void> {
    const image = await this.cache.deref().load(path);
    this.opened.push(image);
  }
}

export class SessionPool {
  private readonly tokens = new WeakSet();
  private readonly ended = new FinalizationRegistry<Session>((session) => {
    console.log('session of', session.user, 'ended');
  });

  open(user: string, cache: ImageCache): Session {
    const session = new Session(user, cache);
    this.tokens.add(`session-${user}`);
    this.ended.register(session, session);
    return session;
  }
}
