/**
 * The life cycle of keys: versions are created, announced, used, retired and destroyed; adopted if they exist in the
 * custody already; revoked at an operator's request. The rest of the server sees
 * {@link com.hubify.identity.server.signing.SigningKeys}.
 */
@NullMarked
package com.hubify.identity.server.signing.rotation;

import org.jspecify.annotations.NullMarked;
