// The deployments under test: one build, one address for each configuration.

/** `console` has the repository's config.json, `no-config` none; others are named after their file
 *  in `configs/`. */
export type Site = string;

/** The address of each site; asking for one that is not served names it. */
export const sites = new Proxy(JSON.parse(process.env.CMK_SITES ?? "{}") as Record<Site, string>, {
  get(all, name: Site) {
    if (name in all) return all[name];
    throw new Error(`No site ${name} is served: run the tests with \`cargo xtask test browser\`.`);
  },
});

/** A row of the console's own table of routes. */
export interface Row {
  /** What the page is called in files and messages. */
  name: string;
  /** An address that shows it in a fresh sandbox. */
  path: string;
  /** Whether it is shown to somebody who has not entered. */
  isOpen: boolean;
}

/** The pages of the console. */
export const pages = JSON.parse(process.env.CMK_PAGES ?? "[]") as Row[];

/** An action of a resource type. */
export interface ActionRow {
  armType: string;
  plural: string;
  action: string;
  label: string;
  creates: boolean;
}

/** Every action of the registry. */
export const actions = JSON.parse(process.env.CMK_ACTIONS ?? "[]") as ActionRow[];
