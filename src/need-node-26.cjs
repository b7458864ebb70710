// Preloaded by every npm script: says in one sentence what is missing when the pinned Node was not installed.
const major = Number(process.versions.node.split('.')[0]);
if (major < 26) {
  process.stderr.write(
    `Crosswalk runs on Node 26, and this is Node ${process.versions.node}: run "npm install" (without --ignore-scripts), which brings Node 26 into node_modules, then try again.\n`,
  );
  process.exit(1);
}
