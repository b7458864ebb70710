/** Milliseconds of processor time that a piece of work takes: what else runs on the machine is not counted. */
export const cpuMilliseconds = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};
