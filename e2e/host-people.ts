/** The first administrator of a host that a journey makes for itself. */
export const administrator = {
  user: 'host.keeper',
  name: 'Host Keeper',
  password: 'plain quiet walking words',
}
