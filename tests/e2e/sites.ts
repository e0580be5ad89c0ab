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

/** The pages of the console, from its own table of routes. */
export const pages = JSON.parse(process.env.CMK_PAGES ?? "[]") as { name: string; path: string }[];
