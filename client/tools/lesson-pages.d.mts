export function copyLesson(from: string, to: string): Promise<void>;
export function readable(pages: ReadonlyMap<string, string>): ReadonlyMap<string, string>;
