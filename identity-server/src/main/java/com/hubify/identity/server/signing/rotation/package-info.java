/**
 * When keys change: new versions announced, used, retired and destroyed, adopted where a custody has them already,
 * ended where an operator says so. The rest of the server sees {@link com.hubify.identity.server.signing.SigningKeys}.
 */
@NullMarked
package com.hubify.identity.server.signing.rotation;

import org.jspecify.annotations.NullMarked;
