/**
 * What a person allowed an application, and the codes, refresh tokens and opaque access tokens that descend
 * from it. All of it is kept in memory, in bounded maps keyed by the digest of the code or token. Minting signed tokens belongs to {@code token}.
 */
@NullMarked
package com.hubify.clerk.grant;

import org.jspecify.annotations.NullMarked;
