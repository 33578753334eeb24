/** Consent: what people allowed clients to do, and the page that asks them. */
@NullMarked
package com.hubify.identity.server.consent;

import org.jspecify.annotations.NullMarked;
