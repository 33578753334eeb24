/**
 * Who exists and what is so at the moment: people, organizations, memberships and sessions, in memory, from the settings at
 * each start. {@link com.hubify.clerk.directory.Directory} reads; {@code Users}, {@code Organizations} and {@code Sessions}
 * are the only places that change something, one change at a time, and publish what changed.
 */
@NullMarked
package com.hubify.clerk.directory;

import org.jspecify.annotations.NullMarked;
