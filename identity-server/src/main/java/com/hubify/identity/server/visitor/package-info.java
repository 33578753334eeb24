/**
 * What the server keeps for people who are not signed in yet, all of them together. Anybody can begin a sign-in, and none of them
 * can be told apart before it ends; so there is a bound on the room they have, and past it only they are sent away. Devices have
 * room of their own, as many times as there are clients for them.
 */
@NullMarked
package com.hubify.identity.server.visitor;

import org.jspecify.annotations.NullMarked;
