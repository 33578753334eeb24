/**
 * What a person allowed an application, and the codes, refresh tokens and opaque access tokens that descend
 * from it. Everything lives in bounded memory, by digest. Minting signed tokens belongs to {@code token}.
 */
@NullMarked
package com.hubify.clerk.grant;

import org.jspecify.annotations.NullMarked;
