/**
 * The instance's webhooks: each {@link com.hubify.clerk.event.InstanceEvent} becomes a message in Clerk's envelope, signed and
 * delivered as Svix does it for Clerk: at least once, in no order, again on a schedule where the receiver did not take it. What
 * can go wrong on the way (duplicates, delays, lost events, other signatures) is switched on while the simulator runs.
 */
@NullMarked
package com.hubify.clerk.webhook;

import org.jspecify.annotations.NullMarked;
