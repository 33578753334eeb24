/**
 * Events of Clerk: taken at {@code /webhooks/clerk}, stored, and handled behind it by whichever {@link
 * com.hubify.identity.server.clerk.event.ClerkEventHandler} wants the type.
 */
@NullMarked
package com.hubify.identity.server.clerk.event;

import org.jspecify.annotations.NullMarked;
