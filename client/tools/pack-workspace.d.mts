export interface PackedWorkspace {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

export function packWorkspace(root: string, workspace: string, destination: string): PackedWorkspace;
