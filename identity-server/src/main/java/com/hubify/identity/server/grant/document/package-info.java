/** Grants as documents: what lies in the store between two requests, in names of our own. */
@NullMarked
package com.hubify.identity.server.grant.document;

import org.jspecify.annotations.NullMarked;
