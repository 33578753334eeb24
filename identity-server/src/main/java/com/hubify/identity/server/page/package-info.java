/**
 * What every page shares: the headers that protect it, who is signed in, and the pages for requests that can't be answered
 * otherwise. Home and the way out live here too. What a step asks of the person belongs to that step: {@code login},
 * {@code consent}, {@code device}.
 */
@NullMarked
package com.hubify.identity.server.page;

import org.jspecify.annotations.NullMarked;
