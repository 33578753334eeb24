/**
 * Limits for visitors, who are not signed in yet. Anyone can begin a sign-in, and visitors can't be told apart; so there is
 * a limit for all of them together, and beyond it only they are refused. Device authorizations have a limit for each client.
 */
@NullMarked
package com.hubify.identity.server.visitor;

import org.jspecify.annotations.NullMarked;
