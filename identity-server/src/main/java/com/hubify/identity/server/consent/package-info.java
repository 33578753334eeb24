/**
 * What people allowed clients to do in their name, and the page that asks them in words.
 */
@NullMarked
package com.hubify.identity.server.consent;

import org.jspecify.annotations.NullMarked;
