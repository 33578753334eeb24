/**
 * What an application calls: token endpoint, user info, introspection and revocation, and the minting of ID and
 * access tokens. Session tokens, which no OAuth application ever sees, belong to {@code sessiontoken}.
 */
@NullMarked
package com.hubify.clerk.token;

import org.jspecify.annotations.NullMarked;
